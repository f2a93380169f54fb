"""Saved news pages of twelve layouts, written here in the ways in which sites lay out an article."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pydantic import BaseModel


class Story(BaseModel):
    """A story that a page tells; the paragraphs are its article."""

    title: str
    author: str
    publisher: str
    published: str
    paragraphs: tuple[str, ...]
    url: str = "https://example.org/news/2031/a.html"


class SavedPage(NamedTuple):
    """A page by the name of its layout, and the story that it tells."""

    layout: str
    source: str
    story: Story
    states: frozenset[str]


STORIES = (
    Story(
        title="北岭水库完成加固",
        author="周远",
        publisher="北岭晚报",
        published="2031-03-04",
        paragraphs=(
            "3月4日，北岭水库的加固工程通过验收，坝顶加高了2.5米，库容增加到1.2亿立方米。",
            "工程从去年八月开始，历时七个月，共用去混凝土18万立方米，由三家公司承建。",
            "“往年汛期我们夜里不敢睡。”住在下游的村民老何说，今年他打算把鱼塘再扩大两亩。",
            "水库管理处介绍，泄洪闸改用远程控制后，开闸时间从四十分钟缩短到六分钟。",
            "下一步将整修两条灌渠，预计明年春耕之前完工，可灌溉农田九万亩。",
        ),
    ),
    Story(
        title="海灣圖書館延長開放時間",
        author="林若雲",
        publisher="海灣日報",
        published="2030-11-20",
        paragraphs=(
            "海灣圖書館宣布，自十二月一日起，平日開放至晚上十點，週末開放至晚上九點。",
            "館方統計，去年入館人次為八十六萬，其中三成在傍晚六點以後到訪。",
            "為了配合延長，館內增聘十四名兼職館員，並在三樓設立七十個自習座位。",
            "「下班以後終於有地方看書。」在附近上班的陳小姐這樣表示。",
            "借書證的申請方式不變，市民可憑身分證件到一樓服務台辦理，工本費為五十元。",
        ),
    ),
    Story(
        title="Harbour Ferry Returns After Two Years",
        author="Nora Field",
        publisher="Harbour Courier",
        published="2031-06-12",
        paragraphs=(
            "The ferry between the two piers returned on Thursday after a break of two years, and 1,340 people rode it.",
            "A crossing takes 14 minutes and costs 3.20, which is less than half of what the bus over the bridge costs.",
            '"We had the engines rebuilt rather than replaced," said the harbour master, who had expected fewer passengers.',
            "The boats leave every half hour from six in the morning, and every hour after eight in the evening.",
            "A third boat is to join in the spring, when the old pier on the island will have been repaired.",
        ),
    ),
)
_OTHERS = (
    "山城夜市下月搬迁",
    "小学生发明节水龙头",
    "气象台发布大风提醒",
    "老街书店迎来百年",
    "苹果丰收价格走低",
    "城南新开两条公交",
)


def _links(count: int = 6, form: str = '<li><a href="/n/{0}.html">{1}</a></li>') -> str:
    return "".join(form.format(at, _OTHERS[at % len(_OTHERS)]) for at in range(count))


def _paragraphs(story: Story, form: str = "<p>{}</p>\n") -> str:
    return "".join(form.format(words) for words in story.paragraphs)


def _semantic(s: Story) -> str:
    return f"""<!DOCTYPE html><html><head><title>{s.title} - {s.publisher}</title>
<meta property="og:site_name" content="{s.publisher}"><meta name="author" content="{s.author}">
<meta property="article:published_time" content="{s.published}T08:00:00+08:00"><link rel="canonical" href="{s.url}"></head>
<body><header><a href="/">{s.publisher}</a><nav><ul>{_links()}</ul></nav></header><main><article><h1>{s.title}</h1>
<p class="meta">{s.published} · {s.author}</p>{_paragraphs(s)}<figure><img src="a.jpg"><figcaption>工地的照片</figcaption></figure>
<div class="share">分享到 <a href="#">微信</a> <a href="#">微博</a></div></article><aside><h2>热门</h2><ul>{_links()}</ul></aside></main>
<footer><p>© 2031 {s.publisher}，保留一切权利，未经许可不得转载。</p></footer></body></html>"""


def _divisions(s: Story) -> str:
    return f"""<!DOCTYPE html>
<!-- saved from url=(0038){s.url} -->
<html><head><title>{s.title}_{s.publisher}</title></head><body><div class="topbar"><a href="/">首页</a> | <a href="/l">登录</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/c">要闻</a> &gt; 正文</div>
<div class="wrap"><div class="left"><h1>{s.title}</h1><div class="info">{s.published} 08:30 来源：{s.publisher} 作者：{s.author}</div>
<div class="content" id="content">{_paragraphs(s)}</div><div class="editor">（责任编辑：赵明）</div>
<div class="rel"><h3>相关阅读</h3><ul>{_links(3)}</ul></div><div class="pl">网友评论 <p>写得真好，我也是住在那里的，希望早点完工。</p></div></div>
<div class="right"><h3>点击排行</h3><ol>{_links()}</ol></div></div>
<div class="foot">版权所有 {s.publisher} 京ICP备0000号 举报电话 000-0000</div></body></html>"""


def _tables(s: Story) -> str:
    return f"""<HTML><HEAD><TITLE>{s.title}</TITLE></HEAD><BODY><CENTER><TABLE width=980><TR><TD colspan=3><A href="/">首页</A>|<A href="/x">国际</A>
|<A href="/y">体育</A></TD></TR><TR><TD width=180 valign=top><TABLE>{_links(6, '<TR><TD><A href="/{0}">{1}</A></TD></TR>')}</TABLE></TD>
<TD><FONT size=5><B>{s.title}</B></FONT><BR><FONT color=gray>发布时间：{s.published} &nbsp; 来源：{s.publisher}</FONT><BR><BR>
{"<BR><BR>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + words for words in s.paragraphs)}<BR></TD><TD width=160 valign=top><IMG src="ad.gif"><BR>
<A href="/ad">低价机票</A></TD></TR><TR><TD colspan=3 align=center>关于我们 | 广告服务 | 联系方式<BR>本站所有内容未经书面授权不得转载</TD></TR>
</TABLE></CENTER></BODY></HTML>"""


def _blog(s: Story) -> str:
    return f"""<!doctype html><html><head><title>{s.title} | {s.publisher}</title><script type="application/ld+json">{{"@context":
"https://schema.org","@graph":[{{"@type":"WebSite","name":"{s.publisher}"}},{{"@type":"BlogPosting","headline":"{s.title}","datePublished":
"{s.published}T10:00:00Z","author":{{"@type":"Person","name":"{s.author}"}},"publisher":{{"name":"{s.publisher}"}}}}]}}</script></head>
<body class="single has-sidebar"><div id="page"><div id="masthead" class="site-header"><p class="site-title">{s.publisher}</p><ul class="menu">{_links()}</ul>
</div><div id="primary"><div class="post hentry"><h1 class="entry-title">{s.title}</h1><div class="entry-meta">Posted on <time datetime="{s.published}">
{s.published}</time></div><div class="entry-content">{_paragraphs(s)}</div><div class="entry-tags">标签：<a href="/t/1">城市</a>、<a href="/t/2">生活</a></div>
</div><div class="nav-links"><a href="/p">上一篇：{_OTHERS[0]}</a> <a href="/q">下一篇：{_OTHERS[1]}</a></div><div id="comments"><h2>3 条评论</h2><ol><li><p>
谢谢作者的分享，我昨天刚刚去过，人还不少。</p></li><li><p>请问周末也一样吗？希望有人能回答一下。</p></li></ol><form><label>发表评论</label>
<textarea></textarea></form></div></div><div id="secondary" class="widget-area"><div class="widget"><h3>近期文章</h3><ul>{_links()}</ul></div></div></div>
<div class="site-info">由某程序强力驱动，主题由某人设计。</div></body></html>"""


def _office(s: Story) -> str:
    return f"""<html><head><title>{s.title}</title><meta name="ArticleTitle" content="{s.title}"><meta name="PubDate" content="{s.published} 09:12">
<meta name="ContentSource" content="{s.publisher}"></head><body><form id="form1" method="post"><div class="header"><div class="logo">某区人民政府</div>
<div class="nav"><ul>{_links()}</ul></div></div><div class="position">您的位置：<a href="/">首页</a>&gt;<a href="/a">政务公开</a></div><div class="xl_main">
<div class="xl_title">{s.title}</div><div class="xl_info">发布时间：{s.published} 09:12　来源：{s.publisher}　字号：<span>大</span> <span>中</span> <span>小</span></div>
<div class="TRS_Editor">{_paragraphs(s, '<p style="text-indent:2em"><span style="font-size:16pt">{}</span></p>')}</div><div class="xl_btn">
<button>打印</button><button>关闭</button></div></div><div class="footer"><p>主办：某区人民政府办公室　承办：某区信息中心</p><p>网站标识码：0000000000</p></div></form></body></html>"""


def _official(s: Story) -> str:
    soup = '<section style="line-height:2"><span style="color:#333"><strong></strong>{}</span></section><section><br></section>'
    return f"""<!DOCTYPE html><html><head><title>{s.title}</title><meta property="og:title" content="{s.title}"><meta property="og:url" content="{s.url}">
</head><body><div id="js_article"><h1 class="rich_media_title" id="activity-name">
        {s.title}
    </h1><div class="rich_media_meta_list"><span class="rich_media_meta">{s.author}</span> <a href="javascript:">{s.publisher}</a> <em id="publish_time">{s.published}</em></div>
<div class="rich_media_content" id="js_content">{_paragraphs(s, soup)}</div><div class="reward_area" style="display:none"><p>喜欢作者，就请他喝一杯咖啡吧。</p></div>
<div id="js_pc_qr_code"><p>微信扫一扫</p><p>关注该公众号</p></div><div class="comment_area"><p>写下你的留言，精选以后会公开显示。</p></div></div></body></html>"""


def _hashed(s: Story) -> str:
    return f"""<!doctype html><html><head><title>{s.title} - {s.publisher}</title><meta property="og:site_name" content="{s.publisher}"></head><body><div id="root">
<div class="_a1x"><div class="_b2">{_links(6, '<div class="_q"><a href="/{0}">{1}</a></div>')}</div></div><div class="_c9"><div class="_d4"><h1 class="_t">{s.title}</h1>
<div class="_m"><span>{s.author}</span><span>{s.published}</span></div>{_paragraphs(s, '<div class="_p">{}</div>')}</div>
<div class="_e7">{_links(4, '<div class="_k"><a href="/{0}"><h3>{1}</h3></a></div>')}</div></div><div class="_z"><div>用户协议</div><div>隐私政策</div>
<div>客服热线每天九点到十八点为您服务，通话可能被录音。</div></div></div><script>window.__STATE__={{"a":"<p>不是正文。</p>"}}</script></body></html>"""


def _paper(s: Story) -> str:
    half = len(s.paragraphs) // 2
    first, second = (
        Story(**{**s.model_dump(), "paragraphs": own}) for own in (s.paragraphs[:half], s.paragraphs[half:])
    )
    return f"""<!doctype html><html lang="en"><head><title>{s.title} | {s.publisher}</title><meta name="author" content="{s.author}"></head><body>
<div role="banner"><a href="/">{s.publisher}</a> <a href="/subscribe">Subscribe for one dollar a week</a></div><div role="navigation"><ul>{_links()}</ul></div>
<div class="story"><h1>{s.title}</h1><div class="byline">By {s.author}</div><time datetime="{s.published}">{s.published}</time>{_paragraphs(first)}
<div class="related-inline"><p>Read also: <a href="/x">A day on the island with the last lighthouse keeper</a></p></div>{_paragraphs(second)}
<div class="newsletter-signup"><p>Get the morning letter in your inbox, every weekday before seven.</p><button>Sign up</button></div></div>
<div class="more"><h2>More from {s.publisher}</h2><ul>{_links()}</ul></div><div role="contentinfo">Terms of use. Privacy. Contact the newsroom at any time.</div></body></html>"""


def _mobile(s: Story) -> str:
    return f"""<html><head><title>{s.title}</title></head><body><div class="m-head"><span>打开App，看更多精彩内容</span></div><section class="art"><h2>{s.title}</h2>
<p class="from">{s.publisher} {s.published} 12:01</p>{_paragraphs(s)}<div class="unfold">展开全文</div></section><section class="recommend-list"><h3>为你推荐</h3>
{_links(6, '<div class="item"><a href="/{0}"><p>{1}</p></a><span>3小时前</span></div>')}</section><div class="download-bar">下载客户端，第一时间掌握身边大事</div></body></html>"""


def _list_items(s: Story) -> str:
    return f"""<html><head><title>{s.title}-{s.publisher}</title></head><body><div id="hd"><h1><a href="/">{s.publisher}</a></h1></div><div id="bd">
<div class="main"><h2>{s.title}</h2><div class="date">{s.published}</div><ul>{_paragraphs(s, "<li>{}</li>")}</ul></div><div class="sidebar"><h4>专题</h4><ul>
{_links()}</ul><p>订阅我们的电子报，每周五早上送到你的邮箱。</p></div></div><div id="ft">Copyright 2031 {s.publisher} All Rights Reserved.</div></body></html>"""


def _unclosed(s: Story) -> str:
    return f"""<html><head><title>{s.title}</title><body><ul class=nav>{_links(5, "<li><a href=/{0}>{1}</a>")}</ul><div class=article><h1>{s.title}</h1>
<p>作者：{s.author}　来源：{s.publisher}　{s.published}{_paragraphs(s, "<p>{}")}</div><div class=links>友情链接：{_links(4, "<a href=/{0}>{1}</a> ")}</div></body></html>"""


def _amp(s: Story) -> str:
    return f"""<!doctype html><html amp><head><title>{s.title}</title><script type="application/ld+json">[{{"@type":["NewsArticle"],"headline":"{s.title}",
"datePublished":"{s.published}","author":[{{"name":"{s.author}"}}],"publisher":{{"@type":"Organization","name":"{s.publisher}"}}}}]</script></head><body>
<header class="bar"><a href="/">{s.publisher}</a></header><amp-sidebar id="sidebar" hidden><ul>{_links()}</ul></amp-sidebar><article><header><h1>{s.title}</h1></header>
{_paragraphs(s)}</article><div class="ad-slot"><p>广告</p></div><div class="recirculation"><h2>推荐阅读</h2>{_links(3, '<div><a href="/{0}">{1}</a><p>这一条的内容提要写在这里，点开可以看到全部。</p></div>')}
</div><footer>联系我们</footer></body></html>"""


_FULL = ("publisher", "published", "author")
_LAYOUTS: Sequence[tuple[Callable[[Story], str], Sequence[str]]] = (
    (_semantic, (*_FULL, "url")), (_divisions, (*_FULL, "url")), (_tables, ("publisher", "published")), (_blog, _FULL),
    (_office, ("publisher", "published")), (_official, ("url",)), (_hashed, ("publisher", "published")),
    (_paper, ("author", "published")), (_mobile, ("published",)), (_list_items, ("published",)), (_unclosed, _FULL), (_amp, _FULL),
)  # fmt: skip


def saved_pages() -> list[SavedPage]:
    """Return 36 pages: each story in each layout."""
    return [
        SavedPage(make.__name__.strip("_"), make(story), story, frozenset(states))
        for make, states in _LAYOUTS
        for story in STORIES
    ]
