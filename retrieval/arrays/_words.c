/* Words of texts, cut by jieba's dictionary as `cut` in language/segmenters.py cuts them, and numbered as they come. */

#include "_arrays.h"
#include <math.h>

static const char NAME[] = "retrieval.dictionary";

/* The words of a dictionary as a tree of their characters. `edges` holds each step from a node, by a letter, to another;
   those from the root by the most letters are in `of_letter` too. `weight[n]` is the logarithm of the share that a word
   has of all, or above 0 if node n is none. */
typedef struct {
    uint64_t *edges, mask;
    uint32_t *of_letter;
    double *weight, least;
} Dictionary;

enum { DIRECT = 1 << 16, LETTER_BITS = 21, NODE_BITS = 21 };

static void free_dictionary(Dictionary *found) {
    if (!found) return;
    free(found->edges);
    free(found->of_letter);
    free(found->weight);
    free(found);
}

static void drop_dictionary(PyObject *capsule) { free_dictionary(PyCapsule_GetPointer(capsule, NAME)); }

/* A line of the dictionary's file: a word in UTF-8 and its frequency. */
typedef struct {
    const uint8_t *word;
    uint32_t size, number;
    int64_t frequency;
} Entry;

static int in_order(const void *one, const void *other) {
    const Entry *a = one, *b = other;
    const int differ = memcmp(a->word, b->word, a->size < b->size ? a->size : b->size);
    if (differ) return differ;
    if (a->size != b->size) return a->size < b->size ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* Reads the lines of a file, and returns their number; -1 if one is none. */
static Py_ssize_t read_entries(const uint8_t *data, Py_ssize_t size, Entry *entries) {
    Py_ssize_t many = 0;
    for (const uint8_t *at = data, *end = data + size; at < end; at++) {
        Entry *entry = &entries[many];
        *entry = (Entry){.word = at, .number = (uint32_t)many};
        while (at < end && *at != ' ' && *at != '\n') at++;
        entry->size = (uint32_t)(at - entry->word);
        if (at == end || *at != ' ' || !entry->size || ++at == end || *at < '0' || *at > '9') return -1;
        for (; at < end && *at >= '0' && *at <= '9'; at++) {
            if (entry->frequency > INT32_MAX) return -1;
            entry->frequency = 10 * entry->frequency + *at - '0';
        }
        while (at < end && *at != '\n') at++;
        many++;
    }
    return many;
}

/* Reads a character, at a place before which all is sound UTF-8; returns the next place, or NULL. */
static const uint8_t *read_letter(const uint8_t *at, const uint8_t *end, uint32_t *letter) {
    const int more = *at < 0x80 ? 0 : *at < 0xC0 ? -1 : *at < 0xE0 ? 1 : *at < 0xF0 ? 2 : *at < 0xF8 ? 3 : -1;
    if (more < 0 || end - at <= more) return NULL;
    *letter = more ? *at & (0x3F >> more) : *at;
    for (int byte = 1; byte <= more; byte++) *letter = *letter << 6 | (at[byte] & 0x3F);
    return at + more + 1;
}

/* Words in a row that begin alike: those of a node, with the bytes that lead to it. */
typedef struct {
    uint32_t from, to, bytes;
} Span;

static inline uint64_t slot_of(uint64_t step) {
    step *= 0x9E3779B97F4A7C15u;
    return step ^ step >> 32;
}

static void add_edge(Dictionary *tree, uint64_t step, uint64_t node) {
    uint64_t slot = slot_of(step) & tree->mask;
    while (tree->edges[slot]) slot = (slot + 1) & tree->mask;
    tree->edges[slot] = step << (64 - NODE_BITS - LETTER_BITS) | node;
}

/* Fills the tree from words in order, which have so many letters together; returns whether they are sound. */
static int grow(Dictionary *tree, const Entry *entries, Py_ssize_t many, Span *spans) {
    const double total = -tree->least;
    uint32_t used = 1;
    spans[0] = (Span){0, (uint32_t)many, 0};
    for (uint32_t node = 0; node < used; node++) {
        const Span own = spans[node];
        uint32_t at = own.from;
        tree->weight[node] = 1;
        /* Of a word that stands there twice the last one counts. */
        for (; node && at < own.to && entries[at].size == own.bytes; at++)
            tree->weight[node] = entries[at].frequency ? log((double)entries[at].frequency) - total : 1;
        while (at < own.to) {
            uint32_t letter, next;
            const uint8_t *begin = entries[at].word + own.bytes, *end = entries[at].word + entries[at].size;
            const uint8_t *after = read_letter(begin, end, &letter);
            if (!after || used >> NODE_BITS || letter >> LETTER_BITS || used > tree->mask / 4 * 3) return 0;
            for (next = at + 1; next < own.to; next++)
                if (entries[next].size < own.bytes + (after - begin) ||
                    memcmp(entries[next].word + own.bytes, begin, after - begin))
                    break;
            if (!node && letter < DIRECT) tree->of_letter[letter] = used;
            add_edge(tree, (uint64_t)node << LETTER_BITS | letter, used);
            spans[used++] = (Span){at, next, own.bytes + (uint32_t)(after - begin)};
            at = next;
        }
    }
    return 1;
}

/* dictionary(file) -> the words of jieba's file, as `cut` takes them */
PyObject *words_dictionary(PyObject *self, PyObject *args) {
    const char *data;
    Py_ssize_t size, lines = 1;
    (void)self;
    if (!PyArg_ParseTuple(args, "y#", &data, &size)) return NULL;
    for (Py_ssize_t at = 0; at < size; at++) lines += data[at] == '\n';
    Entry *entries = malloc(lines * sizeof *entries);
    Span *spans = NULL;
    Dictionary *found = calloc(1, sizeof *found);
    int sound = 0;
    if (entries && found) {
        const Py_ssize_t many = size < INT32_MAX ? read_entries((const uint8_t *)data, size, entries) : -1;
        size_t letters = 2;
        int64_t total = 0;
        for (Py_ssize_t at = 0; at < many; at++) {
            letters += entries[at].size;
            total += entries[at].frequency;
        }
        if (many > 0) qsort(entries, many, sizeof *entries, in_order);
        found->mask = 1;
        while (many > 0 && found->mask < 2 * (many + letters / 6)) found->mask *= 2;
        spans = malloc(letters * sizeof *spans);
        found->edges = calloc(found->mask--, sizeof *found->edges);
        found->weight = malloc(letters * sizeof *found->weight);
        found->of_letter = calloc(DIRECT, sizeof *found->of_letter);
        found->least = total ? -log((double)total) : 0;
        if (many > 0 && spans && found->edges && found->weight && found->of_letter)
            sound = grow(found, entries, many, spans);
    }
    free(spans);
    free(entries);
    PyObject *capsule = sound ? PyCapsule_New(found, NAME, drop_dictionary) : NULL;
    if (!capsule) free_dictionary(found);
    if (!sound) PyErr_SetString(PyExc_ValueError, "no dictionary");
    return capsule;
}

/* Returns the node that a letter leads to from another, or 0. */
static inline uint32_t child(const Dictionary *tree, uint64_t node, uint32_t letter) {
    if (!node && letter < DIRECT) return tree->of_letter[letter];
    const uint64_t step = node << LETTER_BITS | letter;
    for (uint64_t slot = slot_of(step) & tree->mask, edge; (edge = tree->edges[slot]); slot = (slot + 1) & tree->mask)
        if (edge >> (64 - NODE_BITS - LETTER_BITS) == step) return edge & ((1u << (64 - NODE_BITS - LETTER_BITS)) - 1);
    return 0;
}

/* A word as it first came. */
typedef struct {
    Py_ssize_t start;
    uint32_t size, hash;
} Word;

/* The texts that are cut, what was found in them, and the different words among that: slot s holds 0 or the number of
   a word, and 1 more. */
typedef struct {
    const Py_UCS4 *text;
    int32_t *numbers, *starts;
    Py_ssize_t found, begin;
    Word *words;
    Py_ssize_t many, room;
    uint32_t *slots, mask;
    double *scores;
    int32_t *ends;
} Cutting;

static int more_words(Cutting *cutting) {
    const Py_ssize_t room = 2 * cutting->room;
    const uint32_t mask = (uint32_t)(2 * room) - 1;
    Word *words = realloc(cutting->words, room * sizeof *words);
    if (!words) return 0;
    cutting->words = words;
    uint32_t *slots = calloc(mask + 1, sizeof *slots);
    if (!slots) return 0;
    for (Py_ssize_t number = 0; number < cutting->many; number++) {
        uint32_t slot = words[number].hash & mask;
        while (slots[slot]) slot = (slot + 1) & mask;
        slots[slot] = (uint32_t)number + 1;
    }
    free(cutting->slots);
    cutting->slots = slots;
    cutting->mask = mask;
    cutting->room = room;
    return 1;
}

/* Takes the next piece of the text; returns 0 without memory. */
static int take(Cutting *cutting, Py_ssize_t start, Py_ssize_t end) {
    const Py_UCS4 *own = cutting->text + start;
    const size_t size = (size_t)(end - start);
    uint32_t hash = 0;
    for (size_t at = 0; at < size; at++) hash = (hash ^ own[at]) * 0x9E3779B1u;
    hash ^= hash >> 15;
    uint32_t slot = hash & cutting->mask;
    for (; cutting->slots[slot]; slot = (slot + 1) & cutting->mask) {
        const Word *known = &cutting->words[cutting->slots[slot] - 1];
        if (known->hash == hash && known->size == size && !memcmp(cutting->text + known->start, own, size * sizeof *own)) break;
    }
    uint32_t number = cutting->slots[slot];
    if (!number) {
        cutting->words[cutting->many++] = (Word){start, (uint32_t)size, hash};
        number = cutting->slots[slot] = (uint32_t)cutting->many;
    }
    cutting->numbers[cutting->found] = (int32_t)number - 1;
    cutting->starts[cutting->found++] = (int32_t)(start - cutting->begin);
    return cutting->many < cutting->room || more_words(cutting);
}

/* [\u4e00-\u9fd5a-zA-Z0-9+#&._%-] */
static inline int is_in_run(Py_UCS4 c) {
    if (c >= 0x80) return c >= 0x4E00 && c <= 0x9FD5;
    return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' || c == '_' : (c >= '0' && c <= '9') || c == '+' || c == '#' || c == '&' ||
           c == '.' || c == '_' || c == '%' || c == '-';
}

static inline int is_spelled(Py_UCS4 c) { return c < 0x80 && (((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9')); }

/* Takes the words of the most likely route through a run. Sums are made in jieba's order; of equal ends the last wins. */
static int take_run(Cutting *cutting, const Dictionary *tree, Py_ssize_t start, Py_ssize_t end) {
    const Py_UCS4 *run = cutting->text + start;
    const Py_ssize_t size = end - start;
    double *scores = cutting->scores;
    int32_t *ends = cutting->ends;
    scores[size] = 0;
    for (Py_ssize_t at = size - 1; at >= 0; at--) {
        uint32_t node = child(tree, 0, run[at]);
        int is_known = 0;
        for (Py_ssize_t after = at + 1; node; node = child(tree, node, run[after++])) {
            if (tree->weight[node] <= 0) {
                const double score = tree->weight[node] + scores[after];
                if (!is_known || score >= scores[at]) {
                    scores[at] = score;
                    ends[at] = (int32_t)after;
                }
                is_known = 1;
            }
            if (after == size) break;
        }
        if (!is_known) {
            scores[at] = tree->least + scores[at + 1];
            ends[at] = (int32_t)at + 1;
        }
    }
    Py_ssize_t at = 0, spelled = 0;
    for (; at < size; at = ends[at]) {
        if (ends[at] - at == 1 && is_spelled(run[at])) continue;
        if (spelled < at && !take(cutting, start + spelled, start + at)) return 0;
        if (!take(cutting, start + at, start + ends[at])) return 0;
        spelled = ends[at];
    }
    return spelled == size || take(cutting, start + spelled, end);
}

static int take_text(Cutting *cutting, const Dictionary *tree, Py_ssize_t start, Py_ssize_t end) {
    const Py_UCS4 *text = cutting->text;
    cutting->begin = start;
    for (Py_ssize_t at = start, after; at < end; at = after) {
        after = at + 1;
        if (is_in_run(text[at])) {
            while (after < end && is_in_run(text[after])) after++;
            if (!take_run(cutting, tree, at, after)) return 0;
            continue;
        }
        after += text[at] == '\r' && after < end && text[after] == '\n';
        if (!take(cutting, at, after)) return 0;
    }
    return 1;
}

/* Returns the words one after the other in UTF-8, and the number of bytes of each. */
static PyObject *written(const Cutting *cutting) {
    Py_ssize_t size = 0;
    for (Py_ssize_t at = 0; at < cutting->many; at++) size += 4 * (Py_ssize_t)cutting->words[at].size;
    uint8_t *blob = malloc(size + 1), *next = blob;
    uint32_t *sizes = malloc((cutting->many + 1) * sizeof *sizes);
    for (Py_ssize_t number = 0; blob && sizes && number < cutting->many; number++) {
        const uint8_t *begin = next;
        for (uint32_t at = 0; at < cutting->words[number].size; at++) {
            const Py_UCS4 c = cutting->text[cutting->words[number].start + at];
            const int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
            *next++ = (uint8_t)(more ? (0xFF00 >> (more + 1) & 0xFF) | c >> 6 * more : c);
            for (int byte = more - 1; byte >= 0; byte--) *next++ = 0x80 | (c >> 6 * byte & 0x3F);
        }
        sizes[number] = (uint32_t)(next - begin);
    }
    PyObject *found = blob && sizes ? Py_BuildValue("y#y#", blob, (Py_ssize_t)(next - blob), sizes,
                                                    cutting->many * (Py_ssize_t)sizeof *sizes)
                                    : PyErr_NoMemory();
    free(blob);
    free(sizes);
    return found;
}

/* cut(dictionary, text, sizes, numbers, starts, counts) -> the different words of texts that follow each other, of as many
   characters as `sizes` tell, in the order in which they come: all in UTF-8, and the bytes of each. Puts down the number
   of each piece and its place in its text, which cover the texts, and how many each text has. */
PyObject *words_cut(PyObject *self, PyObject *args) {
    enum { FIRST_ROOM = 1 << 12 };
    PyObject *capsule, *given, *own[4], *found = NULL;
    Py_ssize_t many, room, rooms, counted, longest = 0, whole = 0;
    Views views = {.used = 0};
    Cutting cutting = {.room = FIRST_ROOM, .mask = 2 * FIRST_ROOM - 1};
    Py_UCS4 *text = NULL;
    (void)self;
    if (!PyArg_ParseTuple(args, "OUOOOO", &capsule, &given, &own[0], &own[1], &own[2], &own[3])) return NULL;
    const Dictionary *tree = PyCapsule_GetPointer(capsule, NAME);
    const int64_t *sizes = tree ? elements(&views, own[0], 8, 0, &many) : NULL;
    cutting.numbers = sizes ? elements(&views, own[1], 4, 1, &room) : NULL;
    cutting.starts = cutting.numbers ? elements(&views, own[2], 4, 1, &rooms) : NULL;
    int64_t *counts = cutting.starts ? elements(&views, own[3], 8, 1, &counted) : NULL;
    if (!counts) goto end;
    const Py_ssize_t length = PyUnicode_GetLength(given);
    for (Py_ssize_t at = 0; at < many && whole >= 0; at++) {
        whole = sizes[at] >= 0 && sizes[at] <= length - whole ? whole + (Py_ssize_t)sizes[at] : -1;
        if (whole >= 0 && sizes[at] > longest) longest = (Py_ssize_t)sizes[at];
    }
    if (whole != length || room < length || rooms < length || counted != many || length > INT32_MAX) {
        PyErr_SetString(PyExc_IndexError, "no sizes of these texts");
        goto end;
    }
    cutting.text = text = PyUnicode_AsUCS4Copy(given);
    cutting.words = malloc(FIRST_ROOM * sizeof *cutting.words);
    cutting.slots = calloc(2 * FIRST_ROOM, sizeof *cutting.slots);
    cutting.scores = malloc((longest + 1) * sizeof *cutting.scores);
    cutting.ends = malloc((longest + 1) * sizeof *cutting.ends);
    int whole_cut = text && cutting.words && cutting.slots && cutting.scores && cutting.ends;
    for (Py_ssize_t at = 0, start = 0; whole_cut && at < many; start += (Py_ssize_t)sizes[at++]) {
        const Py_ssize_t before = cutting.found;
        whole_cut = take_text(&cutting, tree, start, start + (Py_ssize_t)sizes[at]);
        counts[at] = cutting.found - before;
    }
    if (whole_cut) found = written(&cutting);
    else PyErr_NoMemory();
end:
    PyMem_Free(text);
    free(cutting.words);
    free(cutting.slots);
    free(cutting.scores);
    free(cutting.ends);
    release(&views);
    return found;
}
