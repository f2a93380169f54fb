/* Inner loops over the characters of a text while it is read, each with an equal in Python that is used where this is
   not compiled: lines, sentence marks, addresses, enclosures, markup within a line, and what of Markdown says something
   of its structure. Each expression that is spelt out here is written beside it as Python has it. */

#include "_arrays.h"

enum { FEW_CHARACTERS = 512, DEPTH = 8, MAX_ADDRESS = 1000, LINE_FEED = 10 };

/* Characters of a text by number, of which some before the first belong to it too. */
typedef struct {
    Py_UCS4 *all, *own, few[FEW_CHARACTERS];
    Py_ssize_t before, first, last;
} Text;

static void close_text(Text *text) {
    if (text->own) PyMem_Free(text->own);
}

/* Opens text[start:end] with a few characters before it, so that text.all[at] is text[at]; returns 0 with an exception. */
static int open_text(Text *text, PyObject *given, Py_ssize_t start, Py_ssize_t end, Py_ssize_t before) {
    text->own = NULL;
    if (!PyUnicode_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "no text");
        return 0;
    }
    const Py_ssize_t length = PyUnicode_GetLength(given);
    if (end > length) end = length;
    if (start < 0) start = 0;
    if (start > end) start = end;
    const Py_ssize_t begin = start > before ? start - before : 0, size = end - begin;
    PyObject *piece = begin || end < length ? PyUnicode_Substring(given, begin, end) : Py_NewRef(given);
    if (!piece) return 0;
    Py_UCS4 *found = text->few;
    if (size > FEW_CHARACTERS) {
        found = text->own = PyUnicode_AsUCS4Copy(piece);
        if (!found) goto failed;
    } else if (size && !PyUnicode_AsUCS4(piece, found, FEW_CHARACTERS, 0)) {
        goto failed;
    }
    Py_DECREF(piece);
    text->all = found - begin;
    text->before = start - begin;
    text->first = start;
    text->last = end;
    return 1;
failed:
    Py_DECREF(piece);
    return 0;
}

/* As WHITE. */
static inline int is_white(Py_UCS4 c) {
    if (c < 0x80) return c == 0x20 || (c >= 0x09 && c <= 0x0D);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static inline int is_letter(Py_UCS4 c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static inline int is_digit(Py_UCS4 c) { return c >= '0' && c <= '9'; }

static inline int is_hanzi(Py_UCS4 c) { return c >= 0x4E00 && c <= 0x9FFF; }

static inline int is_printed(Py_UCS4 c) { return c >= '!' && c <= '~'; }

/* As \w; -1 with an exception. */
static int is_word(Py_UCS4 c) {
    if (c < 0x80) return is_letter(c) || is_digit(c) || c == '_';
    wchar_t wide = (wchar_t)c;
    PyObject *one = PyUnicode_FromWideChar(&wide, 1);
    PyObject *told = one ? PyObject_CallMethod(one, "isalnum", NULL) : NULL;
    const int found = told ? PyObject_IsTrue(told) : -1;
    Py_XDECREF(one);
    Py_XDECREF(told);
    return found;
}

static inline Py_UCS4 at_or(const Text *text, Py_ssize_t at, Py_UCS4 other) { return at < text->last ? text->all[at] : other; }

/* A value of a class of named tuples, whose items are taken over; NULL if one of them is. */
static PyObject *named(PyObject *type, PyObject *const *items, Py_ssize_t size) {
    PyObject *made = NULL;
    int whole = 1;
    for (Py_ssize_t at = 0; at < size; at++) whole &= items[at] != NULL;
    if (whole) made = PyType_GenericAlloc((PyTypeObject *)type, size);
    for (Py_ssize_t at = 0; at < size; at++) {
        if (!made) Py_XDECREF(items[at]);
        else if (PyTuple_SetItem(made, at, items[at]) < 0) Py_CLEAR(made);
    }
    return made;
}

static int is_named(PyObject *type) {
    if (PyType_Check(type) && PyType_IsSubtype((PyTypeObject *)type, &PyTuple_Type)) return 1;
    PyErr_SetString(PyExc_TypeError, "no class of tuples");
    return 0;
}

static PyObject *pair_of(PyObject *type, Py_ssize_t start, Py_ssize_t end) {
    PyObject *items[] = {PyLong_FromSsize_t(start), PyLong_FromSsize_t(end)};
    return named(type, items, 2);
}

/* Adds a new value to a list; returns 0 with an exception. */
static int added(PyObject *list, PyObject *value) {
    const int failed = !value || PyList_Append(list, value) < 0;
    Py_XDECREF(value);
    return !failed;
}

/* lines(text, start, TextLine) -> the lines from a place on, without the white space at either end */
PyObject *text_lines(PyObject *self, PyObject *args) {
    PyObject *given, *type, *list = NULL;
    Py_ssize_t start;
    Text text;
    (void)self;
    if (!PyArg_ParseTuple(args, "OnO", &given, &start, &type) || !is_named(type)) return NULL;
    if (!open_text(&text, given, start, PY_SSIZE_T_MAX, 0)) return NULL;
    list = PyList_New(0);
    for (Py_ssize_t first = text.first, end; list; first = end + 1) {
        for (end = first; end < text.last && text.all[end] != LINE_FEED && text.all[end] != '\r'; end++) {}
        Py_ssize_t a = first, b = end;
        while (a < b && is_white(text.all[a])) a++;
        while (b > a && is_white(text.all[b - 1])) b--;
        if (a == b) a = b = first;
        PyObject *items[] = {PyLong_FromSsize_t(a), PyLong_FromSsize_t(b), PyUnicode_Substring(given, a, b)};
        if (!added(list, named(type, items, 3))) Py_CLEAR(list);
        if (end == text.last) break;
        if (text.all[end] == '\r' && at_or(&text, end + 1, 0) == LINE_FEED) end++;
    }
    close_text(&text);
    return list;
}

/* [。！？!?；] */
static inline int ends_always(Py_UCS4 c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == 0xFF1B;
}

static inline int is_opener(Py_UCS4 c) {
    return c == 0x201C || c == 0x2018 || c == 0x300C || c == 0x300E || c == 0xFF08 || c == '(' || c == 0x3010 || c == 0x300A ||
           c == 0x3008 || c == '[';
}

static int ends_with(const Text *text, Py_ssize_t end, const char *word) {
    const Py_ssize_t size = (Py_ssize_t)strlen(word), begin = text->first - text->before;
    if (end - size < begin) return 0;
    for (Py_ssize_t at = 0; at < size; at++)
        if (text->all[end - size + at] != (Py_UCS4)word[at]) return 0;
    return 1;
}

/* (?=\s|$|[openers]) */
static inline int may_end(const Text *text, Py_ssize_t at) {
    return at >= text->last || is_space(text->all[at]) || is_opener(text->all[at]);
}

/* Returns where the sentence ends whose mark stands at a place, or -1: as `_END` in sentences.py. */
static Py_ssize_t end_of(const Text *text, Py_ssize_t at) {
    const Py_ssize_t begin = text->first - text->before;
    const Py_UCS4 c = text->all[at];
    Py_ssize_t end = at + 1;
    int ends = ends_always(c);
    if (c == ';') {
        ends = 1;
        if (at > begin && is_printed(text->all[at - 1])) {
            for (Py_ssize_t next = end; next < end + 2 && at_or(text, next, 0) == ' '; next++) {
                const Py_UCS4 after = at_or(text, next + 1, 0);
                if (is_printed(after) || after == 0x201C || after == 0x2018) ends = 0;
            }
        }
    } else if (c == 0xFF0E) {
        ends = at > begin && (is_hanzi(text->all[at - 1]) || text->all[at - 1] == 0xFF09);
    }
    if (ends) {
        while (end < text->last && text->all[end] != 0xFF1B && (ends_always(text->all[end]) || text->all[end] == 0x2026)) end++;
        return end;
    }
    if (c == 0x2026) {
        while (end < at + 4 && at_or(text, end, 0) == 0x2026) end++;
        for (; end > at; end--)
            if (may_end(text, end)) return end;
        return -1;
    }
    if (c != '.') return -1;
    while (end < at + 6 && at_or(text, end, 0) == '.') end++;
    for (; end > at + 2; end--)
        if (may_end(text, end)) return end;
    end = at + 1;
    if (!may_end(text, end) || at - 2 < begin) return -1;
    for (Py_ssize_t one = at - 2; one < at; one++) {
        const Py_UCS4 before = text->all[one];
        if (!((before >= 'a' && before <= 'z') || is_digit(before) || is_hanzi(before) || before == ')'))
            return -1;
    }
    return ends_with(text, end, "Inc.") || ends_with(text, end, "Ltd.") || ends_with(text, end, "Prof.") ? -1 : end;
}

/* Returns the end of the address whose scheme ends at a place, or -1: ://(?<=[a-z]{3}://)[!-~]{0,1000}[\w/=&%#-]; -2 with
   an exception. */
static Py_ssize_t address_end(const Text *text, Py_ssize_t at) {
    if (at_or(text, at + 1, 0) != '/' || at_or(text, at + 2, 0) != '/' || at - 3 < text->first - text->before) return -1;
    for (Py_ssize_t one = at - 3; one < at; one++)
        if (text->all[one] < 'a' || text->all[one] > 'z') return -1;
    Py_ssize_t end = at + 3;
    while (end < at + 3 + MAX_ADDRESS && end < text->last && is_printed(text->all[end])) end++;
    for (; end >= at + 3; end--) {
        if (end == text->last) continue;
        const Py_UCS4 c = text->all[end];
        const int is_last = c == '/' || c == '=' || c == '&' || c == '%' || c == '#' || c == '-' ? 1 : is_word(c);
        if (is_last < 0) return -2;
        if (is_last) return end + 1;
    }
    return -1;
}

/* marks(text, start, end) -> the slices that end sentences, where these end, and the slices that are addresses */
PyObject *text_marks(PyObject *self, PyObject *args) {
    enum { BEFORE = 8 };
    PyObject *given, *type = (PyObject *)&PyTuple_Type;
    Py_ssize_t start, stop;
    Text text;
    (void)self;
    if (!PyArg_ParseTuple(args, "Onn", &given, &start, &stop) || !open_text(&text, given, start, stop, BEFORE)) return NULL;
    PyObject *marks = PyList_New(0), *ends = PyList_New(0), *addresses = PyList_New(0);
    int failed = !marks || !ends || !addresses;
    Py_ssize_t next = text.first, last = text.first, free = text.first;
    for (Py_ssize_t at = text.first; !failed && at < text.last; at++) {
        const Py_UCS4 c = text.all[at];
        if (c < 0x80 ? !(c == '.' || c == '!' || c == '?' || c == ';' || c == ':')
                     : !(c == 0x3002 || c == 0x2026 || (c >= 0xFF01 && c <= 0xFF1F && (ends_always(c) || c == 0xFF0E))))
            continue;
        if (c == ':') {
            const Py_ssize_t end = at >= free ? address_end(&text, at) : -1;
            failed = end == -2;
            if (end < 0) continue;
            Py_ssize_t scheme = at;
            const Py_ssize_t least = last > at - 8 ? last : at - 8;
            while (scheme > least && text.all[scheme - 1] >= 'a' && text.all[scheme - 1] <= 'z') scheme--;
            failed |= !added(addresses, pair_of(type, scheme, end));
            last = free = end;
        } else if (at >= next) {
            const Py_ssize_t end = end_of(&text, at);
            if (end < 0) continue;
            failed = !added(marks, pair_of(type, at, end)) || !added(ends, PyLong_FromSsize_t(end));
            next = end;
        }
    }
    close_text(&text);
    PyObject *found = failed ? NULL : PyTuple_Pack(3, marks, ends, addresses);
    Py_XDECREF(marks);
    Py_XDECREF(ends);
    Py_XDECREF(addresses);
    return found;
}

typedef struct {
    Py_ssize_t start, end;
} Slice;

/* Slices that grow in number. */
typedef struct {
    Slice few[64], *all;
    Py_ssize_t used, room;
} Slices;

static void open_slices(Slices *slices) {
    slices->all = slices->few;
    slices->used = 0;
    slices->room = 64;
}

static void close_slices(Slices *slices) {
    if (slices->all != slices->few) free(slices->all);
}

static int add_slice(Slices *slices, Py_ssize_t start, Py_ssize_t end) {
    if (slices->used == slices->room) {
        Slice *more = malloc(2 * sizeof *more * (size_t)slices->room);
        if (!more) return PyErr_NoMemory(), 0;
        memcpy(more, slices->all, sizeof *more * (size_t)slices->used);
        close_slices(slices);
        slices->all = more;
        slices->room *= 2;
    }
    slices->all[slices->used++] = (Slice){start, end};
    return 1;
}

/* Returns the mark that opens what a mark closes, the mark itself if it opens something, else 0. */
static Py_UCS4 opener_of(Py_UCS4 c) {
    if (c < 0x80) return c == ')' ? '(' : c == ']' ? '[' : c == '(' || c == '[' ? c : 0;
    if (is_opener(c)) return c;
    if (c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0x3011 || c == 0x300B || c == 0x3009 || c == 0xFF09)
        return c - 1;
    return 0;
}

/* enclosures(text, start, end, Enclosure, longest bracket, longest quotation) -> the outermost, in order and apart */
PyObject *text_enclosures(PyObject *self, PyObject *args) {
    PyObject *given, *type, *list = NULL;
    Py_ssize_t start, stop, bracket, quotation;
    Text text;
    Slices opened, found;
    int failed = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "OnnOnn", &given, &start, &stop, &type, &bracket, &quotation) || !is_named(type)) return NULL;
    if (!open_text(&text, given, start, stop, 0)) return NULL;
    open_slices(&opened);
    open_slices(&found);
    for (Py_ssize_t at = text.first; !failed && at < text.last; at++) {
        const Py_UCS4 c = text.all[at], opener = opener_of(c);
        if (!opener) continue;
        if (opener == c) {
            failed = !add_slice(&opened, at, 0);
            continue;
        }
        Py_ssize_t depth = 1;
        while (depth <= opened.used && depth <= DEPTH && text.all[opened.all[opened.used - depth].start] != opener) depth++;
        if (depth > opened.used || depth > DEPTH) continue;
        opened.used -= depth;
        const Py_ssize_t first = opened.all[opened.used].start;
        const int quotes = opener == 0x201C || opener == 0x2018 || opener == 0x300C || opener == 0x300E;
        if (at + 1 - first > (quotes ? quotation : bracket)) continue;
        while (found.used && found.all[found.used - 1].start > first) found.used--;
        failed = !add_slice(&found, first, at + 1);
    }
    if (!failed && (list = PyList_New(0)))
        for (Py_ssize_t at = 0; list && at < found.used; at++)
            if (!added(list, pair_of(type, found.all[at].start, found.all[at].end))) Py_CLEAR(list);
    close_slices(&opened);
    close_slices(&found);
    close_text(&text);
    return list;
}

/* The characters that end a run of others, each with the sets of which it is one. */
enum { BRACKETS = 1, PARENS = 2, PLAIN = 4, ANGLES = 8, PERCENTS = 16, BRACES = 32, TICKS = 64, PIPES = 128, SIGNS = 256 };
static const uint16_t SETS[128] = {
    ['\n'] = BRACKETS | PARENS | PLAIN | ANGLES | PERCENTS | BRACES | TICKS | PIPES,
    ['['] = BRACKETS | PLAIN | SIGNS,
    [']'] = BRACKETS | PLAIN | SIGNS,
    ['('] = PARENS,
    [')'] = PARENS,
    ['`'] = PLAIN | TICKS | SIGNS,
    ['*'] = PLAIN | SIGNS,
    ['_'] = PLAIN | SIGNS,
    ['~'] = PLAIN | SIGNS,
    ['='] = PLAIN | SIGNS,
    ['\\'] = PLAIN | SIGNS,
    ['<'] = PLAIN | ANGLES | SIGNS,
    ['>'] = ANGLES,
    ['{'] = PLAIN | BRACES | SIGNS,
    ['}'] = BRACES,
    ['&'] = PLAIN | SIGNS,
    ['%'] = PERCENTS,
    ['|'] = PIPES,
    ['!'] = SIGNS,
};

static inline Py_ssize_t run(const Text *text, Py_ssize_t at, Py_ssize_t most, int sets) {
    const Py_ssize_t stop = text->last - at > most ? at + most : text->last;
    while (at < stop && !(text->all[at] < 128 && SETS[text->all[at]] & sets)) at++;
    return at;
}

static inline int is_at(const Text *text, Py_ssize_t at, const char *written) {
    for (; *written; at++, written++)
        if (at_or(text, at, 0) != (Py_UCS4)*written) return 0;
    return 1;
}

/* \([^()\n]{0,800}+\) */
static Py_ssize_t address_after(const Text *text, Py_ssize_t at) {
    const Py_ssize_t end = run(text, at + 1, 800, PARENS);
    return is_at(text, at, "(") && is_at(text, end, ")") ? end + 1 : -1;
}

/* \[[^\[\]\n]{0,80}+\] */
static Py_ssize_t name_after(const Text *text, Py_ssize_t at) {
    if (!is_at(text, at, "[")) return -1;
    const Py_ssize_t end = run(text, at + 1, 80, BRACKETS);
    return is_at(text, end, "]") ? end + 1 : -1;
}

static Py_ssize_t target_after(const Text *text, Py_ssize_t at) {
    return is_at(text, at, "(") ? address_after(text, at) : name_after(text, at);
}

/* \([^()\n]{0,800}+(?:\([^()\n]{0,200}+\)[^()\n]{0,300}+)?\) */
static Py_ssize_t nested_after(const Text *text, Py_ssize_t at) {
    if (!is_at(text, at, "(")) return -1;
    Py_ssize_t end = run(text, at + 1, 800, PARENS);
    if (is_at(text, end, "(")) {
        end = run(text, end + 1, 200, PARENS);
        if (!is_at(text, end, ")")) return -1;
        end = run(text, end + 1, 300, PARENS);
    }
    return is_at(text, end, ")") ? end + 1 : -1;
}

/* What is being found of the markup of a line. */
typedef struct {
    Text text;
    Slices cuts;
    Py_ssize_t opened[8];
    int unclosed[4], is_wiki, is_tangled, has_failed;
} Markup;

static void cut(Markup *markup, Py_ssize_t start, Py_ssize_t end) {
    if (!add_slice(&markup->cuts, start, end)) markup->has_failed = 1;
}

static Py_ssize_t whole(Markup *markup, Py_ssize_t start, Py_ssize_t end) {
    if (end >= 0) cut(markup, start, end);
    return end;
}

/* As the forms that begin with a bracket; each of these functions returns where the search goes on, or -1 for none. */
static Py_ssize_t bracket(Markup *markup, Py_ssize_t at) {
    const Text *text = &markup->text;
    Py_ssize_t end;
    if (is_at(text, at + 1, "![")) {
        end = run(text, at + 3, 300, BRACKETS);
        end = is_at(text, end, "]") ? address_after(text, end + 1) : -1;
        end = end >= 0 && is_at(text, end, "]") ? address_after(text, end + 1) : -1;
        if (end >= 0) return whole(markup, at, end);
    }
    if (at > text->first - text->before && text->all[at - 1] == ']' && (end = name_after(text, at)) >= 0)
        return whole(markup, at, end);
    if (is_at(text, at + 1, "^")) {
        for (end = at + 2; end < at + 62 && end < text->last; end++)
            if (text->all[end] == '[' || text->all[end] == ']' || is_space(text->all[end])) break;
        if (end > at + 2 && is_at(text, end, "]")) return whole(markup, at, end + 1 + is_at(text, end + 1, ":"));
    }
    if (is_at(text, at + 1, "[")) {
        end = run(text, at + 2, 300, BRACKETS);
        if (end > at + 2 && is_at(text, end, "]]")) {
            end = run(text, at + 2, 200, BRACKETS | PIPES);
            end = end > at + 2 && is_at(text, end, "|") ? end + 1 : at + 2;
            markup->is_wiki = 1;
            return whole(markup, at, end);
        }
    }
    Py_ssize_t close = run(text, at + 1, 300, PLAIN);
    if (close > at + 1 && is_at(text, close, "]") && (end = target_after(text, close + 1)) >= 0) {
        cut(markup, at, at + 1);
        return cut(markup, is_at(text, close + 1, "(") ? close : close + 1, end), end;
    }
    if (is_at(text, at + 1, "`")) {
        close = run(text, at + 2, 200, BRACKETS | TICKS);
        if (close > at + 2 && is_at(text, close, "`]") && (end = target_after(text, close + 2)) >= 0) {
            cut(markup, at, at + 1);
            cut(markup, at + 1, at + 2);
            cut(markup, close, close + 1);
            return cut(markup, is_at(text, close + 2, "(") ? close + 1 : close + 2, end), end;
        }
    }
    close = run(text, at + 1, 300, BRACKETS);
    if (close > at + 1 && is_at(text, close, "]") && (is_at(text, close + 1, "(") || name_after(text, close + 1) >= 0))
        return whole(markup, at, at + 1);
    return -1;
}

static Py_ssize_t closing_bracket(Markup *markup, Py_ssize_t at) {
    const Py_ssize_t end = nested_after(&markup->text, at + 1);
    if (end >= 0) return whole(markup, at, end);
    if (!is_at(&markup->text, at, "]]")) return -1;
    if (markup->is_wiki) cut(markup, at, at + 2);
    markup->is_wiki = 0;
    return at + 2;
}

static Py_ssize_t picture(Markup *markup, Py_ssize_t at) {
    const Text *text = &markup->text;
    if (!is_at(text, at + 1, "[")) return -1;
    Py_ssize_t end = run(text, at + 2, 300, BRACKETS);
    if (is_at(text, end, "](")) return whole(markup, at, nested_after(text, end + 1));
    if (is_at(text, end, "][")) return whole(markup, at, name_after(text, end + 1));
    if (!is_at(text, at + 2, "[")) return -1;
    end = run(text, at + 3, 300, BRACKETS);
    return end > at + 3 && is_at(text, end, "]]") ? whole(markup, at, end + 2) : -1;
}

/* <(?:!--(?:(?!-->)[^\n]){0,1000}-->|/?[A-Za-z][A-Za-z0-9-]{0,20}+(?:\s[^<>\n]{0,800}+|/)?>) */
static Py_ssize_t element_end(const Text *text, Py_ssize_t at) {
    if (is_at(text, at + 1, "!--")) {
        for (Py_ssize_t end = at + 4; end <= at + 1004 && end < text->last; end++) {
            if (is_at(text, end, "-->")) return end + 3;
            if (text->all[end] == LINE_FEED) break;
        }
        return -1;
    }
    Py_ssize_t end = at + 1 + is_at(text, at + 1, "/");
    if (!is_letter(at_or(text, end, 0))) return -1;
    const Py_ssize_t most = end + 21;
    for (end++; end < most; end++) {
        const Py_UCS4 c = at_or(text, end, 0);
        if (!(is_letter(c) || is_digit(c) || c == '-')) break;
    }
    if (is_at(text, end, "/>")) return end + 2;
    if (end < text->last && is_space(text->all[end])) {
        const Py_ssize_t stop = run(text, end + 1, 800, ANGLES);
        if (is_at(text, stop, ">")) return stop + 1;
    }
    return is_at(text, end, ">") ? end + 1 : -1;
}

/* [\w.+-]{1,60} or, without the plus sign, [\w.-]{1,100}; returns the end, -2 with an exception. */
static Py_ssize_t name_end(const Text *text, Py_ssize_t at, Py_ssize_t most, Py_UCS4 other) {
    Py_ssize_t end = at;
    for (; end < at + most && end < text->last; end++) {
        const Py_UCS4 c = text->all[end];
        const int is_own = c == '.' || c == '-' || c == other ? 1 : is_word(c);
        if (is_own < 0) return -2;
        if (!is_own) break;
    }
    return end;
}

static Py_ssize_t angle(Markup *markup, Py_ssize_t at) {
    const Text *text = &markup->text;
    const Py_ssize_t whole_end = element_end(text, at);
    if (whole_end >= 0) return whole(markup, at, whole_end);
    Py_ssize_t end = -1;
    if (is_at(text, at + 1, "http://") || is_at(text, at + 1, "https://")) {
        const Py_ssize_t first = at + (is_at(text, at + 1, "https") ? 9 : 8);
        for (end = first; end < first + 800 && end < text->last; end++)
            if (text->all[end] == '<' || text->all[end] == '>' || is_space(text->all[end])) break;
        end = end > first && is_at(text, end, ">") ? end : -1;
    }
    if (end < 0) {
        const Py_ssize_t sign = name_end(text, at + 1, 60, '+');
        if (sign > at + 1 && is_at(text, sign, "@")) {
            end = name_end(text, sign + 1, 100, '.');
            if (end != -2) end = end > sign + 1 && is_at(text, end, ">") ? end : -1;
        }
        if (sign == -2 || end == -2) return markup->has_failed = 1, -1;
    }
    if (end < 0) return -1;
    cut(markup, at, at + 1);
    return cut(markup, end, end + 1), end + 1;
}

static Py_ssize_t brace(Markup *markup, Py_ssize_t at) {
    const Text *text = &markup->text;
    Py_ssize_t end = -1;
    if (is_at(text, at + 1, "%")) {
        end = run(text, at + 2, 300, PERCENTS);
        end = is_at(text, end, "%}") ? end + 2 : -1;
    } else if (is_at(text, at + 1, "{")) {
        end = run(text, at + 2, 300, BRACES);
        end = is_at(text, end, "}}") ? end + 2 : -1;
    } else if (is_at(text, at + 1, ":") || is_at(text, at + 1, "#") || is_at(text, at + 1, ".")) {
        end = run(text, at + 2, 100, BRACES);
        end = is_at(text, end, "}") ? end + 1 : -1;
    }
    return whole(markup, at, end);
}

static Py_ssize_t entity(Markup *markup, Py_ssize_t at) {
    static const char *const names[] = {"&nbsp;", "&ensp;", "&emsp;", "&zwj;"};
    for (int number = 0; number < 4; number++)
        if (is_at(&markup->text, at, names[number])) return whole(markup, at, at + (Py_ssize_t)strlen(names[number]));
    return -1;
}

/* As `_pair` in inline.py; a slot for each sign and length. */
static Py_ssize_t emphasis(Markup *markup, Py_ssize_t place, Py_ssize_t size) {
    const Text *text = &markup->text;
    const Py_UCS4 sign = text->all[place];
    const Py_ssize_t at = place + size;
    Py_ssize_t *const slot = &markup->opened[sign == '*' ? size - 1 : sign == '_' ? size + 2 : sign == '~' ? 6 : 7];
    const Py_UCS4 before = place > text->first ? text->all[place - 1] : ' ', after = at_or(text, at, ' ');
    markup->is_tangled = 1;
    if ((sign == '_' || (sign == '*' && size == 1)) && (is_letter(before) || is_digit(before)) &&
        (is_letter(after) || is_digit(after)))
        return at;
    if (*slot >= 0 && !is_space(before)) {
        cut(markup, *slot, *slot + size);
        cut(markup, place, at);
        *slot = -1;
    } else if (!is_space(after)) {
        *slot = place;
    }
    return at;
}

static Py_ssize_t stars(Markup *markup, Py_ssize_t at) {
    const Text *text = &markup->text;
    Py_ssize_t size = 1;
    while (size < 3 && at_or(text, at + size, 0) == '*') size++;
    if (size > 1) {
        const Py_ssize_t end = run(text, at + 2, 200, PLAIN);
        if (end > at + 2 && !is_space(text->all[at + 2]) && !is_space(text->all[end - 1]) && is_at(text, end, "**") &&
            !is_at(text, end + 2, "*")) {
            /* Marks around plain words, unless one before them is open. */
            if (markup->opened[1] >= 0) return emphasis(markup, at, 2);
            cut(markup, at, at + 2);
            return cut(markup, end, end + 2), end + 2;
        }
    }
    return emphasis(markup, at, size);
}

static Py_ssize_t ticks(Markup *markup, Py_ssize_t at) {
    const Text *text = &markup->text;
    Py_ssize_t size = 1;
    while (size < 3 && at_or(text, at + size, 0) == '`') size++;
    if (size == 1) {
        Py_ssize_t end = at + 1;
        while (end < text->last && text->all[end] != '`') end++;
        if (end < text->last && at_or(text, end + 1, 0) != '`') {
            cut(markup, at, at + 1);
            return cut(markup, end, end + 1), end + 1;
        }
    }
    const Py_ssize_t first = at + size;
    for (Py_ssize_t end = first, many = 0; !markup->unclosed[size] && end <= text->last; end++) {
        if (at_or(text, end, 0) == '`') {
            many++;
            continue;
        }
        /* Signs right after those that open are one run with them. */
        if (many == size && end - many > first) {
            cut(markup, at, first);
            return cut(markup, end - many, end), end;
        }
        many = 0;
    }
    markup->unclosed[size] = 1;
    return first;
}

static Py_ssize_t form_at(Markup *markup, Py_ssize_t at) {
    const Text *text = &markup->text;
    const Py_UCS4 c = text->all[at], next = at_or(text, at + 1, 0);
    Py_ssize_t size = 1;
    switch (c) {
    case '`': return ticks(markup, at);
    case '[': return bracket(markup, at);
    case ']': return closing_bracket(markup, at);
    case '!': return picture(markup, at);
    case '<': return angle(markup, at);
    case '{': return brace(markup, at);
    case '&': return entity(markup, at);
    case '*': return stars(markup, at);
    case '_':
        while (size < 3 && at_or(text, at + size, 0) == '_') size++;
        return emphasis(markup, at, size);
    case '~':
    case '=': return next == c ? emphasis(markup, at, 2) : -1;
    default: break;
    }
    if (!is_printed(next) || is_letter(next) || is_digit(next)) return -1;
    cut(markup, at, at + 1);
    /* What a backslash escapes is no markup. */
    return at + 2;
}

static int earlier(const void *one, const void *other) {
    const Slice *a = one, *b = other;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    return (a->end > b->end) - (a->end < b->end);
}

/* Puts slices in order, and joins those that overlap. */
static void set_apart(Slices *slices) {
    Py_ssize_t used = 0;
    qsort(slices->all, (size_t)slices->used, sizeof *slices->all, earlier);
    for (Py_ssize_t at = 0; at < slices->used; at++) {
        const Slice own = slices->all[at];
        if (!used || own.start >= slices->all[used - 1].end) slices->all[used++] = own;
        else if (own.end > slices->all[used - 1].end) slices->all[used - 1].end = own.end;
    }
    slices->used = used;
}

/* markup(text, start, end, Cut) -> the slices that are markup of Markdown, in order and apart: as `inline_markup` */
PyObject *text_markup(PyObject *self, PyObject *args) {
    PyObject *given, *type, *found = NULL;
    Py_ssize_t start, stop;
    Markup markup;
    const Text *text = &markup.text;
    int has_form = 0, has_names = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "OnnO", &given, &start, &stop, &type) || !is_named(type)) return NULL;
    if (!open_text(&markup.text, given, start, stop, 1)) return NULL;
    open_slices(&markup.cuts);
    markup.is_wiki = markup.is_tangled = markup.has_failed = 0;
    memset(markup.unclosed, 0, sizeof markup.unclosed);
    for (int slot = 0; slot < 8; slot++) markup.opened[slot] = -1;
    for (Py_ssize_t at = text->first; at < text->last && !markup.has_failed;) {
        if (text->all[at] >= 128 || !(SETS[text->all[at]] & SIGNS)) {
            at++;
            continue;
        }
        const Py_ssize_t next = form_at(&markup, at);
        has_form |= next >= 0;
        at = next < 0 ? at + 1 : next;
    }
    if (has_form)
        for (Py_ssize_t at = text->first; at + 1 < text->last && !markup.has_failed; at++) {
            if (text->all[at] != ']' || text->all[at + 1] != '[') continue;
            has_names = 1;
            if (name_after(text, at + 1) >= 0) cut(&markup, at, at + 1);
        }
    if (has_names || markup.is_tangled) set_apart(&markup.cuts);
    if (!markup.has_failed) found = PyTuple_New(markup.cuts.used);
    for (Py_ssize_t at = 0; found && at < markup.cuts.used; at++) {
        PyObject *one = pair_of(type, markup.cuts.all[at].start, markup.cuts.all[at].end);
        if (!one || PyTuple_SetItem(found, at, one) < 0) Py_CLEAR(found);
    }
    close_slices(&markup.cuts);
    close_text(&markup.text);
    return found;
}

/* A text that is written in UTF-8; no character takes more than four bytes. */
typedef struct {
    uint8_t *all;
    Py_ssize_t used;
} Written;

static void write_character(Written *out, Py_UCS4 c) {
    uint8_t *to = out->all + out->used;
    if (c < 0x80) {
        *to++ = (uint8_t)c;
    } else if (c < 0x800) {
        *to++ = (uint8_t)(0xC0 | c >> 6);
        *to++ = (uint8_t)(0x80 | (c & 0x3F));
    } else if (c >= 0xD800 && c <= 0xDFFF) {
        *to++ = '?';
    } else if (c < 0x10000) {
        *to++ = (uint8_t)(0xE0 | c >> 12);
        *to++ = (uint8_t)(0x80 | (c >> 6 & 0x3F));
        *to++ = (uint8_t)(0x80 | (c & 0x3F));
    } else {
        *to++ = (uint8_t)(0xF0 | c >> 18);
        *to++ = (uint8_t)(0x80 | (c >> 12 & 0x3F));
        *to++ = (uint8_t)(0x80 | (c >> 6 & 0x3F));
        *to++ = (uint8_t)(0x80 | (c & 0x3F));
    }
    out->used = to - out->all;
}

static inline int is_blank(Py_UCS4 c) { return c == ' ' || c == '\t'; }

static Py_ssize_t after_blanks(const Text *text, Py_ssize_t at) {
    while (at < text->last && is_blank(text->all[at])) at++;
    return at;
}

/* Returns where a line begins behind its indentation and the mark of an item: as `_INDENTATION`. */
static Py_ssize_t after_indentation(const Text *text, Py_ssize_t at) {
    const Py_ssize_t first = after_blanks(text, at);
    Py_ssize_t end = first;
    const Py_UCS4 c = at_or(text, first, 0);
    if (c == '-' || c == '*' || c == '+') {
        end++;
    } else {
        while (end < first + 9 && is_digit(at_or(text, end, 0))) end++;
        if (end == first || !(is_at(text, end, ".") || is_at(text, end, ")"))) return first;
        end++;
    }
    const Py_ssize_t words = after_blanks(text, end);
    return words > end && words < text->last && !is_space(text->all[words]) ? words : first;
}

/* Whether text[at:end], the rest of a line, parts the header of a table without outer pipes from its rows. */
static int is_bare_delimiter(const Text *text, Py_ssize_t at, Py_ssize_t end) {
    at = after_blanks(text, at);
    at += is_at(text, at, ":");
    if (!is_at(text, at, "-")) return 0;
    while (is_at(text, at, "-")) at++;
    at += is_at(text, at, ":");
    at = after_blanks(text, at);
    if (!is_at(text, at, "|")) return 0;
    for (; at < end; at++) {
        const Py_UCS4 c = text->all[at];
        if (!(c == '-' || c == ':' || c == '|' || is_blank(c))) return 0;
    }
    return 1;
}

/* Whether a line has a sign of what is no text: as `_SIGN`. */
static int has_sign(const Text *text, Py_ssize_t at, Py_ssize_t end) {
    Py_ssize_t rule = at;
    while (rule < end && (text->all[rule] == '-' || text->all[rule] == '=')) rule++;
    if (rule > at && after_blanks(text, rule) == end) return 1;
    for (; at < end; at++) {
        const Py_UCS4 c = text->all[at];
        if (c == '#' || c == '|' || c == '<' || c == '>') return 1;
        if ((c == '`' && is_at(text, at, "```")) || (c == '~' && is_at(text, at, "~~~"))) return 1;
        if (c == '-' || c == '*' || c == '_') {
            const Py_UCS4 next = at_or(text, after_blanks(text, at + 1), 0);
            if (next == '-' || next == '*' || next == '_') return 1;
        }
    }
    return 0;
}

/* Whether text[at:end], the rest of a line, is nothing but words: as `_WORDS`. */
static int is_words(const Text *text, Py_ssize_t at, Py_ssize_t end) {
    if (at == end) return 0;
    const Py_UCS4 c = text->all[at];
    Py_ssize_t next = at;
    if (is_digit(c)) {
        while (next < end && is_digit(text->all[next])) next++;
        if ((is_at(text, next, ".") || is_at(text, next, ")")) && next + 1 <= end) {
            const Py_UCS4 after = at_or(text, next + 1, 0);
            if (is_blank(after) || after == LINE_FEED) return 0;
        }
    } else if (c == '`') {
        if (is_at(text, at, "```")) return 0;
    } else if (c == '*' || c == '_') {
        while (next < at + 3 && (at_or(text, next, 0) == '*' || at_or(text, next, 0) == '_')) next++;
        const Py_UCS4 after = at_or(text, next, 0);
        if (!(is_letter(after) || is_digit(after) || after >= 128)) return 0;
    } else if (c == '[') {
        next = run(text, at + 1, text->last, BRACKETS);
        if (at + 1 == end || is_at(text, next, "]:")) return 0;
    } else if (c == '(' || c == '"') {
        if (at + 1 == end) return 0;
    } else if (!(c >= 128 || is_letter(c) || (c && strchr("!$%&',./;?@\\^{}", (int)c)))) {
        return 0;
    }
    for (; at < end; at++)
        if (text->all[at] == '|' || text->all[at] == '<' || text->all[at] == '>') return 0;
    return 1;
}

/* structure(text) -> its lines in UTF-8 without what says nothing of structure, empty if nothing does; None if it has a
   table without outer pipes: as `_without_words` */
PyObject *text_structure(PyObject *self, PyObject *given) {
    Text text;
    Written out = {NULL, 0};
    PyObject *found = NULL;
    (void)self;
    if (!open_text(&text, given, 0, PY_SSIZE_T_MAX, 0)) return NULL;
    out.all = malloc(4 * (size_t)text.last + 2);
    if (!out.all) {
        close_text(&text);
        return PyErr_NoMemory();
    }
    int says = 0, is_bare = 0;
    /* Where the lines of words begin that follow an empty one, which is not the first; -1 for none. */
    Py_ssize_t words = -1;
    int follows = 0;
    for (Py_ssize_t first = 0, end, number = 0; !is_bare; first = end + 1, number++) {
        for (end = first; end < text.last && text.all[end] != LINE_FEED; end++) {}
        const Py_ssize_t at = after_indentation(&text, first);
        is_bare = number && is_bare_delimiter(&text, at, end);
        says = says || has_sign(&text, at, end);
        const int is_last = end == text.last;
        if (at >= end) {
            if (words >= 0 && !is_last) {
                const Py_ssize_t many = (out.used - words) / 2;
                memset(out.all + words, LINE_FEED, (size_t)many);
                out.used = words + many;
            }
            words = -1;
            follows = number > 0;
        } else if (number && !is_last && is_words(&text, at, end)) {
            if (follows) words = out.used;
            follows = 0;
            out.all[out.used++] = 'x';
        } else {
            words = -1;
            follows = 0;
            for (Py_ssize_t one = at; one < end; one++) write_character(&out, text.all[one]);
        }
        if (is_last) break;
        out.all[out.used++] = LINE_FEED;
    }
    close_text(&text);
    if (is_bare) found = Py_NewRef(Py_None);
    else found = PyBytes_FromStringAndSize((const char *)out.all, says ? out.used : 0);
    free(out.all);
    return found;
}

/* places(text, words) -> where in a text one of a few words begins, in order */
PyObject *text_places(PyObject *self, PyObject *args) {
    enum { MOST_WORDS = 64, MOST_CHARACTERS = 12, LOW = 256 };
    PyObject *given, *words, *list;
    Text text;
    Py_UCS4 word[MOST_WORDS][MOST_CHARACTERS];
    Py_ssize_t sizes[MOST_WORDS];
    /* The words whose first characters have the same lowest byte follow each other; -1 ends them. */
    int8_t head[LOW], next[MOST_WORDS];
    (void)self;
    if (!PyArg_ParseTuple(args, "OO!", &given, &PyTuple_Type, &words)) return NULL;
    memset(head, -1, sizeof head);
    const Py_ssize_t many = PyTuple_Size(words);
    for (Py_ssize_t own = 0; own < many; own++) {
        PyObject *one = PyTuple_GetItem(words, own);
        const Py_ssize_t size = PyUnicode_Check(one) ? PyUnicode_GetLength(one) : 0;
        if (own == MOST_WORDS || size < 1 || size > MOST_CHARACTERS) {
            PyErr_SetString(PyExc_ValueError, "too many words, or one that is empty or long");
            return NULL;
        }
        if (!PyUnicode_AsUCS4(one, word[own], MOST_CHARACTERS, 0)) return NULL;
        sizes[own] = size;
        next[own] = head[(uint8_t)word[own][0]];
        head[(uint8_t)word[own][0]] = (int8_t)own;
    }
    if (!open_text(&text, given, 0, PY_SSIZE_T_MAX, 0)) return NULL;
    list = PyList_New(0);
    for (Py_ssize_t at = 0; list && at < text.last; at++) {
        for (int own = head[(uint8_t)text.all[at]]; own >= 0; own = next[own]) {
            if (sizes[own] > text.last - at) continue;
            if (memcmp(word[own], text.all + at, sizeof *text.all * (size_t)sizes[own])) continue;
            if (!added(list, PyLong_FromSsize_t(at))) Py_CLEAR(list);
            break;
        }
    }
    close_text(&text);
    return list;
}
