"""Facts: a sentence -> what it states, and timelines of such statements.

`extraction.Facts` reads a sentence of the index, and `fact.Fact` is what it gives: each part is a place in the file,
and a part that cannot be bound is left out, so that nothing is ever proved by it. What is inherited says from where.
The examples below are run as tests (tests/retrieval/facts/test_extraction.py): a sentence, and the facts read from it.

A figure belongs to the measure before it, and to what the clause begins with:

    青河水务去年供水收入为31亿元，污水收入为12亿元。
    - figure: subject 青河水务, attribute 供水收入, value 31亿元, time 去年
    - figure: subject 青河水务, attribute 污水收入, value 12亿元, time 去年

Of two things each has its own measure:

    东厂年产量达2.6万吨，西厂年产量约400吨。
    - figure: subject 东厂, attribute 年产量, value 2.6万吨
    - figure: attribute 西厂年产量, value 400吨, comparison 约

In a list each figure has its own item, and in a chain each its counterpart:

    白鹭厂、灰鹤厂的日处理量分别为18万吨和25万吨。
    - figure: subject 白鹭厂, attribute 处理量, value 18万吨
    - figure: subject 灰鹤厂, attribute 处理量, value 25万吨

    工厂的电费从300元升至450元。
    - figure: subject 工厂, attribute 电费, value 300元, comparison 450元
    - figure: subject 工厂, attribute 电费, value 450元, comparison 300元

What a figure has no words for is handed on to it, unless it has a mark of its own:

    工厂的订单峰值达1.2亿单，平均8000万单。
    - figure: subject 工厂, attribute 订单峰值, value 1.2亿单, scope 峰值
    - figure: subject 工厂, attribute 订单, value 8000万单, scope 平均

A part is no whole, a plan is no deed, and what is denied is not so:

    全市管网长8200公里，其中旧管网长1900公里。
    - figure: attribute 全市管网长, value 8200公里
    - figure: attribute 管网长, value 1900公里, scope 其中

    工程部计划在明年更换全部水表。
    - plain: subject 工程部, attribute 更换, value 全部水表, scope 全部, certainty 计划

    展览馆自三月起暂停开放。
    - plain: subject 展览馆, attribute 开放, polarity 暂停

Who says it is part of it:

    据海通研究所测算，用水量会增长6%。
    - figure: attribute 用水量, value 6%, comparison 增长, source 海通研究所

Names that digits and letters make exact are one name, and a question states nothing:

    QX7-L型泵的扬程为32米。
    - figure: subject QX7-L型泵, attribute 扬程, value 32米

    值班室电话能否转接？

What only looks like a measure, a subject, a time or a plan is left unbound, and a number of a name is no figure:

    患者右耳流脓伴听力下降2个月。
    - figure: value 2个月

    公司完成了收购，总价值40亿美元。
    - plain: subject 公司, attribute 完成, value 收购
    - figure: attribute 总价值, value 40亿美元

    2013年前八月出口总值为412亿美元。
    - figure: attribute 出口总值, value 412亿美元

    公司实施了员工健康计划。
    - plain: subject 公司, attribute 实施, value 员工健康计划

    工厂在1950年代修建了仓库，仓库在 1795 （图一）中列出，第1、2轮共捐50元。
    - plain: subject 工厂, attribute 修建, value 仓库
    - figure: value 50元

    被告人周3某于19世纪退缴赃款，感官上是可爱的。

A date is told of the figures of its own clause, and of others only if it stands alone or they share its thing:

    2011年3月7日，经手人付了定金50万元，至交货前，付了运费900元。
    - figure: attribute 定金, value 50万元, time 2011年3月7日
    - figure: attribute 运费, value 900元

    2012年5月获准增设一班，运费为300元。
    - figure: attribute 运费, value 300元

A sentence that points back speaks of what the sentence before spoke of:

    北泵站的流量为300升。其功率为60千瓦。
    - figure: subject 北泵站, attribute 流量, value 300升
    - figure: subject 北泵站 (sentence), attribute 功率, value 60千瓦

A cell of a table has its row and its column, a message its speaker:

    | 厂名 | 产量 |
    |---|---|
    | 白鹭厂 | 18万吨 |
    - cell: subject 白鹭厂, attribute 产量 (header), value 18万吨
"""
