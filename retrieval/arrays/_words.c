/* Words of texts, cut by jieba's dictionary as `cut` in language/segmenters.py cuts them, and numbered as they come. */

#include "_arrays.h"
#include <math.h>

static const char NAME[] = "retrieval.dictionary";

/* The words of a dictionary as a tree of their characters. A node is the slot of the step that leads to it, from another
   node by a letter; the lowest bits of a step say which of `weights` the word has that ends there: the logarithm of its
   share of all, or the first one, above 0, if none does. The root is slot 0, where no step is; those from there are in
   `letters` too, by the most letters. */
typedef struct {
    uint64_t *steps, *letters;
    double *weights, least;
    uint64_t mask;
} Dictionary;

enum { DIRECT = 1 << 16, LETTER_BITS = 18, NODE_BITS = 22, WEIGHT_BITS = 24 };

static void free_dictionary(Dictionary *found) {
    if (!found) return;
    free(found->steps);
    free(found->letters);
    free(found->weights);
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
    uint32_t from, to, bytes, node;
} Span;

#if defined(__GNUC__)
#define PREFETCH(place) __builtin_prefetch(place)
#else
#define PREFETCH(place) ((void)0)
#endif

static inline uint64_t slot_of(const Dictionary *tree, uint64_t node, uint32_t letter) {
    const uint64_t step = (node << LETTER_BITS | letter) * 0x9E3779B97F4A7C15u;
    return (step ^ step >> 32) & tree->mask;
}

/* Returns the slot of a step, or a free one. */
static inline uint64_t find_slot(const Dictionary *tree, uint64_t node, uint32_t letter) {
    const uint64_t step = node << LETTER_BITS | letter;
    uint64_t slot = slot_of(tree, node, letter);
    while (tree->steps[slot] && tree->steps[slot] >> WEIGHT_BITS != step) slot = (slot + 1) & tree->mask;
    return slot;
}

static int by_frequency(const void *one, const void *other) {
    const int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;
    return a < b ? -1 : a > b;
}

/* Fills the weights with those of the frequencies that differ, which are put in order, and returns their number. */
static uint32_t weigh(Dictionary *tree, const Entry *entries, Py_ssize_t many, int64_t *frequencies) {
    uint32_t held = 0;
    for (Py_ssize_t at = 0; at < many; at++) frequencies[at] = entries[at].frequency;
    qsort(frequencies, many, sizeof *frequencies, by_frequency);
    for (Py_ssize_t at = 0; at < many; at++)
        if (frequencies[at] && (!held || frequencies[held - 1] != frequencies[at])) frequencies[held++] = frequencies[at];
    tree->weights[0] = 1;
    for (uint32_t at = 0; at < held; at++) tree->weights[at + 1] = log((double)frequencies[at]) + tree->least;
    return held;
}

/* Fills the tree from words in order; returns whether they are sound. */
static int grow(Dictionary *tree, const Entry *entries, Py_ssize_t many, Span *spans, int64_t *frequencies) {
    const uint32_t held = weigh(tree, entries, many, frequencies);
    uint32_t used = 1;
    spans[0] = (Span){0, (uint32_t)many, 0, 0};
    tree->steps[0] = UINT64_MAX;
    for (uint32_t number = 0; number < used; number++) {
        const Span own = spans[number];
        uint32_t at = own.from;
        while (number && at < own.to && entries[at].size == own.bytes) at++;
        while (at < own.to) {
            uint32_t letter, next, alike, low = 0, high = held;
            const uint8_t *begin = entries[at].word + own.bytes, *end = entries[at].word + entries[at].size;
            const uint8_t *after = read_letter(begin, end, &letter);
            if (!after || letter >> LETTER_BITS || used > tree->mask / 4 * 3) return 0;
            const uint32_t bytes = own.bytes + (uint32_t)(after - begin);
            for (next = at + 1; next < own.to; next++)
                if (entries[next].size < bytes || memcmp(entries[next].word + own.bytes, begin, after - begin)) break;
            /* Of a word that stands there twice the last one counts. */
            for (alike = at; alike < next && entries[alike].size == bytes; alike++) {}
            const int64_t frequency = alike > at ? entries[alike - 1].frequency : 0;
            while (low < high) {
                const uint32_t middle = (low + high) / 2;
                if (frequencies[middle] < frequency) low = middle + 1;
                else high = middle;
            }
            const uint64_t slot = find_slot(tree, own.node, letter);
            tree->steps[slot] = ((uint64_t)own.node << LETTER_BITS | letter) << WEIGHT_BITS | (frequency ? low + 1 : 0);
            if (!number && letter < DIRECT) tree->letters[letter] = slot << WEIGHT_BITS | (frequency ? low + 1 : 0);
            spans[used++] = (Span){at, next, bytes, (uint32_t)slot};
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
    int64_t *frequencies = malloc(lines * sizeof *frequencies);
    Span *spans = NULL;
    Dictionary *found = calloc(1, sizeof *found);
    int sound = 0;
    if (entries && frequencies && found) {
        const Py_ssize_t many = size < INT32_MAX && lines < 1 << WEIGHT_BITS ? read_entries((const uint8_t *)data, size, entries) : -1;
        size_t letters = 2;
        int64_t total = 0;
        for (Py_ssize_t at = 0; at < many; at++) {
            letters += entries[at].size;
            total += entries[at].frequency;
        }
        if (many > 0) qsort(entries, many, sizeof *entries, in_order);
        found->mask = 1;
        while (many > 0 && found->mask < 2 * (many + letters / 6) && !(found->mask >> NODE_BITS)) found->mask *= 2;
        spans = malloc(letters * sizeof *spans);
        found->steps = calloc(found->mask--, sizeof *found->steps);
        found->letters = calloc(DIRECT, sizeof *found->letters);
        found->weights = malloc((lines + 1) * sizeof *found->weights);
        found->least = total ? -log((double)total) : 0;
        if (many > 0 && spans && found->steps && found->letters && found->weights)
            sound = grow(found, entries, many, spans, frequencies);
    }
    free(frequencies);
    free(spans);
    free(entries);
    PyObject *capsule = sound ? PyCapsule_New(found, NAME, drop_dictionary) : NULL;
    if (!capsule) free_dictionary(found);
    if (!sound) PyErr_SetString(PyExc_ValueError, "no dictionary");
    return capsule;
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
    enum { AHEAD = 8 };
    const Py_UCS4 *run = cutting->text + start;
    const Py_ssize_t size = end - start;
    double *scores = cutting->scores;
    int32_t *ends = cutting->ends;
    scores[size] = 0;
    for (Py_ssize_t at = size - 1; at >= 0; at--) {
        if (at >= AHEAD && run[at - AHEAD] < DIRECT)
            PREFETCH(&tree->steps[slot_of(tree, tree->letters[run[at - AHEAD]] >> WEIGHT_BITS, run[at - AHEAD + 1])]);
        uint64_t slot = 0, step = 0;
        int is_known = 0;
        if (run[at] >= DIRECT) step = tree->steps[slot = find_slot(tree, 0, run[at])];
        else if ((step = tree->letters[run[at]])) slot = step >> WEIGHT_BITS;
        for (Py_ssize_t after = at + 1; step; step = tree->steps[slot = find_slot(tree, slot, run[after++])]) {
            const double weight = tree->weights[step & ((1u << WEIGHT_BITS) - 1)], score = weight + scores[after];
            if (weight <= 0 && (!is_known || score >= scores[at])) {
                scores[at] = score;
                ends[at] = (int32_t)after;
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

static inline uint8_t *put_letter(uint8_t *into, Py_UCS4 c) {
    const int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    *into++ = (uint8_t)(more ? (0xFF00 >> (more + 1) & 0xFF) | c >> 6 * more : c);
    for (int byte = more - 1; byte >= 0; byte--) *into++ = 0x80 | (c >> 6 * byte & 0x3F);
    return into;
}

/* Returns the words one after the other in UTF-8, and the number of bytes of each. */
static PyObject *written(const Cutting *cutting) {
    Py_ssize_t size = 0;
    for (Py_ssize_t at = 0; at < cutting->many; at++) size += 4 * (Py_ssize_t)cutting->words[at].size;
    uint8_t *blob = malloc(size + 1), *next = blob;
    uint32_t *sizes = malloc((cutting->many + 1) * sizeof *sizes);
    for (Py_ssize_t number = 0; blob && sizes && number < cutting->many; number++) {
        const Word *word = &cutting->words[number];
        const uint8_t *begin = next;
        for (uint32_t at = 0; at < word->size; at++) next = put_letter(next, cutting->text[word->start + at]);
        sizes[number] = (uint32_t)(next - begin);
    }
    PyObject *found = blob && sizes ? Py_BuildValue("y#y#", blob, (Py_ssize_t)(next - blob), sizes,
                                                    cutting->many * (Py_ssize_t)sizeof *sizes)
                                    : PyErr_NoMemory();
    free(blob);
    free(sizes);
    return found;
}

/* hashed(text, sizes, widths, hashes) -> texts that follow each other, of as many characters as `sizes` tell, in UTF-8. Puts
   down the bytes of each, and its hash, as index/rows.py has it. */
PyObject *words_hashed(PyObject *self, PyObject *args) {
    static const uint64_t FACTOR = 0x9E3779B97F4A7C15u, MIXED = 0xD6E8FEB86659FD93u;
    PyObject *given, *own[3], *found = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, widths_size, hashed, whole = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "UOOO", &given, &own[0], &own[1], &own[2])) return NULL;
    const int64_t *sizes = elements(&views, own[0], 8, 0, &many);
    int64_t *widths = sizes ? elements(&views, own[1], 8, 1, &widths_size) : NULL;
    uint64_t *hashes = widths ? elements(&views, own[2], 8, 1, &hashed) : NULL;
    const Py_ssize_t length = PyUnicode_GetLength(given);
    for (Py_ssize_t at = 0; hashes && at < many && whole >= 0; at++)
        whole = sizes[at] >= 0 && sizes[at] <= length - whole ? whole + (Py_ssize_t)sizes[at] : -1;
    if (hashes && whole == length && widths_size == many && hashed == many) {
        Py_UCS4 *text = PyUnicode_AsUCS4Copy(given);
        uint8_t *blob = malloc(4 * length + 1), *next = blob;
        const Py_UCS4 *at = text;
        for (Py_ssize_t number = 0; text && blob && number < many; number++) {
            const uint8_t *begin = next;
            uint64_t sum = 0, power = 1;
            for (const Py_UCS4 *end = at + sizes[number]; at < end; at++, power *= FACTOR) {
                sum += ((uint64_t)*at + 1) * power;
                next = put_letter(next, *at);
            }
            widths[number] = next - begin;
            hashes[number] = (sum ^ sum >> 32) * MIXED;
        }
        if (text && blob) found = PyBytes_FromStringAndSize((const char *)blob, next - blob);
        else PyErr_NoMemory();
        PyMem_Free(text);
        free(blob);
    } else if (hashes) {
        PyErr_SetString(PyExc_IndexError, "no sizes of these texts");
    }
    release(&views);
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

/* Words in ascending order, one after the other in UTF-8: word n from `offsets[n]` up to `offsets[n + 1]`, its frequency, and
   the number of the longest other word that it begins with, or -1. `firsts` are two numbers for each of the characters below
   `DIRECT`: between them are the words that begin with it; both are 0 until that was looked up. */
typedef struct {
    const uint8_t *blob;
    const int32_t *offsets, *frequencies, *shorter;
    int32_t *firsts;
    Py_ssize_t many, size;
    double least;
} Listed;

/* A run of characters that is cut, and the best route from each of them: its score, where its first word ends, and the number
   of that word. The characters are in `bytes` from `places` on. */
typedef struct {
    uint8_t *bytes;
    int32_t *places, *ends, *numbers;
    double *scores;
} Route;

/* Returns the number of the last word that does not come after some bytes, -1 if all do, or -2 if the words are damaged. */
static Py_ssize_t last_word(const Listed *words, const uint8_t *wanted, int32_t left, Py_ssize_t low, Py_ssize_t high) {
    while (low < high) {
        const Py_ssize_t middle = (low + high) / 2;
        const int64_t start = words->offsets[middle], size = words->offsets[middle + 1] - start;
        if (start < 0 || size < 1 || start + size > words->size) return -2;
        const int differ = memcmp(words->blob + start, wanted, (size_t)(size < left ? size : left));
        if (differ > 0 || (!differ && size > left)) high = middle;
        else low = middle + 1;
    }
    return low - 1;
}

/* Returns the same of bytes that begin with a letter. */
static Py_ssize_t last_of_letter(const Listed *words, Py_UCS4 letter, const uint8_t *wanted, int32_t left) {
    if (letter >= DIRECT) return last_word(words, wanted, left, 0, words->many);
    int32_t *own = &words->firsts[2 * letter];
    if (!own[1]) {
        uint8_t after[5];
        const int32_t size = (int32_t)(put_letter(after, letter) - after);
        const Py_ssize_t low = last_word(words, after, size, 0, words->many);
        /* No character in UTF-8 has this byte. */
        after[size] = 0xFF;
        const Py_ssize_t high = low < -1 ? low : last_word(words, after, size + 1, 0, words->many);
        if (low < -1 || high < -1) return -2;
        own[0] = low < 0 ? 0 : (int32_t)low;
        own[1] = (int32_t)high + 1;
    }
    const Py_ssize_t high = own[1] <= words->many ? own[1] : words->many;
    return last_word(words, wanted, left, own[0] < 0 ? 0 : own[0], high);
}

/* Finds the best route from each character of a run, as `_ends` in language/segmenters.py; returns whether the words are
   sound. */
static int find_route(const Listed *words, const Py_UCS4 *run, Py_ssize_t size, Route *route) {
    uint8_t *next = route->bytes;
    for (Py_ssize_t at = 0; at < size; at++) {
        route->places[at] = (int32_t)(next - route->bytes);
        next = put_letter(next, run[at]);
    }
    route->places[size] = (int32_t)(next - route->bytes);
    route->scores[size] = 0;
    for (Py_ssize_t at = size - 1; at >= 0; at--) {
        const uint8_t *wanted = route->bytes + route->places[at];
        const int32_t left = route->places[size] - route->places[at];
        Py_ssize_t number = last_of_letter(words, run[at], wanted, left);
        if (number < -1) return 0;
        int is_known = 0;
        for (Py_ssize_t before = words->many; number >= 0; before = number, number = words->shorter[number]) {
            const int64_t start = number < before ? words->offsets[number] : -1, own = start < 0 ? 0 : words->offsets[number + 1] - start;
            if (own < 1 || start + own > words->size) return 0;
            if (own > left || words->frequencies[number] < 1 || memcmp(words->blob + start, wanted, (size_t)own)) continue;
            Py_ssize_t after = at + 1;
            while (route->places[after] - route->places[at] < own) after++;
            const double score = log((double)words->frequencies[number]) + words->least + route->scores[after];
            /* The longest comes first, and is taken of equal ones. */
            if (is_known && score <= route->scores[at]) continue;
            route->scores[at] = score;
            route->ends[at] = (int32_t)after;
            route->numbers[at] = (int32_t)number;
            is_known = 1;
        }
        if (!is_known) {
            route->scores[at] = words->least + route->scores[at + 1];
            route->ends[at] = (int32_t)at + 1;
            route->numbers[at] = -1;
        }
    }
    return 1;
}

enum { SPELLED = -2, NO_WORD = -1 };

static int put_piece(PyObject *ends, PyObject *numbers, Py_ssize_t end, int32_t number) {
    PyObject *one = PyLong_FromSsize_t(end), *other = PyLong_FromLong(number);
    const int put = one && other && !PyList_Append(ends, one) && !PyList_Append(numbers, other);
    Py_XDECREF(one);
    Py_XDECREF(other);
    return put;
}

/* Puts down the words of the best route through a run that begins at `start`. */
static int put_route(const Route *route, const Py_UCS4 *run, Py_ssize_t start, Py_ssize_t size, PyObject *ends, PyObject *numbers) {
    Py_ssize_t at = 0, spelled = 0;
    for (; at < size; at = route->ends[at]) {
        if (route->ends[at] - at == 1 && is_spelled(run[at])) continue;
        if (spelled < at && !put_piece(ends, numbers, start + at, SPELLED)) return 0;
        if (!put_piece(ends, numbers, start + route->ends[at], route->numbers[at])) return 0;
        spelled = route->ends[at];
    }
    return spelled == size || put_piece(ends, numbers, start + size, SPELLED);
}

/* pieces(blob, offsets, frequencies, shorter, firsts, -log(total), text, is for tags) -> where each piece of a text ends, and the
   number of each word: -2 for Latin letters and digits that are spelled, and -1 for whatever else is no word. For tags % and -
   are in no run. */
PyObject *words_pieces(PyObject *self, PyObject *args) {
    PyObject *own[5], *given, *ends = NULL, *numbers = NULL, *found = NULL;
    Views views = {.used = 0};
    Listed words;
    Route route = {.bytes = NULL};
    Py_UCS4 *text = NULL;
    Py_ssize_t edges, counted, sized, letters;
    int for_tags;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOOOOdUp", &own[0], &own[1], &own[2], &own[3], &own[4], &words.least, &given, &for_tags)) return NULL;
    words.blob = elements(&views, own[0], 1, 0, &words.size);
    words.offsets = words.blob ? elements(&views, own[1], 4, 0, &edges) : NULL;
    words.frequencies = words.offsets ? elements(&views, own[2], 4, 0, &counted) : NULL;
    words.shorter = words.frequencies ? elements(&views, own[3], 4, 0, &sized) : NULL;
    words.firsts = words.shorter ? elements(&views, own[4], 4, 1, &letters) : NULL;
    if (!words.firsts) goto end;
    words.many = edges - 1;
    const Py_ssize_t length = PyUnicode_GetLength(given);
    int sound = counted == words.many && sized == words.many && letters == 2 * DIRECT && length < INT32_MAX / 4;
    text = PyUnicode_AsUCS4Copy(given);
    route = (Route){malloc(4 * (size_t)length + 4), malloc(4 * (size_t)length + 4), malloc(4 * (size_t)length + 4),
                    malloc(4 * (size_t)length + 4), malloc(8 * (size_t)length + 8)};
    ends = PyList_New(0);
    numbers = PyList_New(0);
    if (!text || !route.bytes || !route.places || !route.ends || !route.numbers || !route.scores || !ends || !numbers) {
        PyErr_NoMemory();
        goto end;
    }
    int put = 1;
    for (Py_ssize_t at = 0, after; sound && put && at < length; at = after) {
        for (after = at; after < length && is_in_run(text[after]) && !(for_tags && (text[after] == '%' || text[after] == '-'));) after++;
        if (after > at) {
            sound = find_route(&words, text + at, after - at, &route);
            put = sound && put_route(&route, text + at, at, after - at, ends, numbers);
            continue;
        }
        after += 1 + (text[at] == '\r' && at + 1 < length && text[at + 1] == '\n');
        put = put_piece(ends, numbers, after, NO_WORD);
    }
    if (!sound) PyErr_SetString(PyExc_IndexError, "a dictionary is damaged");
    else if (put) found = Py_BuildValue("OO", ends, numbers);
end:
    Py_XDECREF(ends);
    Py_XDECREF(numbers);
    PyMem_Free(text);
    free(route.bytes);
    free(route.places);
    free(route.ends);
    free(route.numbers);
    free(route.scores);
    release(&views);
    return found;
}

/* narrow(text, table, characters) -> a text with each character as `characters` says, or as `table` does, where that is
   known: there stands the number of the other character and 1 more, or 0 */
PyObject *words_narrow(PyObject *self, PyObject *args) {
    PyObject *given, *array, *characters, *found = NULL;
    Views views = {.used = 0};
    Py_ssize_t known;
    int order = -1;
    (void)self;
    if (!PyArg_ParseTuple(args, "UOO", &given, &array, &characters)) return NULL;
    const Py_ssize_t size = PyUnicode_GetLength(given);
    uint32_t *table = elements(&views, array, 4, 1, &known);
    Py_UCS4 *text = table ? PyUnicode_AsUCS4Copy(given) : NULL;
    for (Py_ssize_t at = 0; text && at < size; at++) {
        if ((Py_ssize_t)text[at] < known && table[text[at]]) {
            text[at] = table[text[at]] - 1;
            continue;
        }
        PyObject *code = PyLong_FromLong((long)text[at]), *other = code ? PyObject_GetItem(characters, code) : NULL;
        Py_UCS4 one = 0;
        if (other && PyUnicode_Check(other) && PyUnicode_GetLength(other) == 1) {
            one = PyUnicode_ReadChar(other, 0);
            if ((Py_ssize_t)text[at] < known) table[text[at]] = one + 1;
            text[at] = one;
        } else {
            if (other) PyErr_SetString(PyExc_ValueError, "not one character");
            PyMem_Free(text);
            text = NULL;
        }
        Py_XDECREF(code);
        Py_XDECREF(other);
    }
    if (text) found = PyUnicode_DecodeUTF32((const char *)text, 4 * size, "surrogatepass", &order);
    PyMem_Free(text);
    release(&views);
    return found;
}

/* What numbers are written with, as `_NUMBER` in language/numerals.py has it. */
static int is_one_of(Py_UCS4 c, const Py_UCS4 *others) {
    while (*others && *others != c) others++;
    return *others != 0;
}

static const Py_UCS4 DIGITS[] = {0x96F6, 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0};
static const Py_UCS4 OTHERS[] = {0x4E24, 0x5341, 0x767E, 0x5343, 0x4E07, 0x4EBF, 0x58F9, 0x8D30, 0x53C1, 0x8086,
                                 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396, 0x62FE, 0x4F70, 0x4EDF, 0};
static const Py_UCS4 LARGE[] = {0x4E07, 0x4EBF, 0x5146, 0};
/* After 成 these make it a part of another word. */
static const Py_UCS4 WORDS[] = {0x4E3A, 0x7ACB, 0x4EA4, 0x5458, 0x529F, 0x672C, 0x90FD, 0x5C31, 0x957F, 0x679C, 0};

static inline int is_numeral(Py_UCS4 c) { return c >= 0x3007 && c <= 0x96F6 && (is_one_of(c, DIGITS) || is_one_of(c, OTHERS)); }

static inline int is_figure(Py_UCS4 c) { return c >= '0' && c <= '9'; }

/* Returns if a character is a digit beyond those of ASCII; -1 with an exception. */
static int is_other_figure(Py_UCS4 c) {
    if (c < 0x660 || (c >= 0x1C60 && c < 0xA620) || (c >= 0xAC00 && c < 0xFF10) || c >= 0x20000) return 0;
    wchar_t wide = (wchar_t)c;
    PyObject *one = PyUnicode_FromWideChar(&wide, 1), *told = one ? PyObject_CallMethod(one, "isdecimal", NULL) : NULL;
    const int found = told ? PyObject_IsTrue(told) : -1;
    Py_XDECREF(one);
    Py_XDECREF(told);
    return found;
}

/* Returns the end of a number without its sign, or the place itself. */
static const Py_UCS4 *body_end(const Py_UCS4 *at, const Py_UCS4 *end) {
    const Py_UCS4 *begin = at;
    if (at < end && is_figure(*at)) {
        while (at < end && is_figure(*at)) at++;
        if (at - begin <= 3)
            while (end - at > 3 && *at == ',' && is_figure(at[1]) && is_figure(at[2]) && is_figure(at[3])) at += 4;
        if (end - at > 1 && *at == '.' && is_figure(at[1]))
            for (at += 2; at < end && is_figure(*at);) at++;
        const Py_UCS4 *scale = at + (at < end && is_space(*at));
        scale += scale < end && (*scale == 0x767E || *scale == 0x5343);
        if (scale < end && is_one_of(*scale, LARGE)) at = scale + 1 + (scale + 1 < end && is_one_of(scale[1], LARGE));
        return at;
    }
    while (at < end && at - begin < 20 && is_numeral(*at)) at++;
    if (at > begin && end - at > 1 && *at == 0x70B9 && is_one_of(at[1], DIGITS)) {
        begin = at++;
        while (at < end && at - begin < 7 && is_one_of(*at, DIGITS)) at++;
    }
    return at;
}

/* numbers(text) -> where numbers start, and how each is written, but for characters that are none by themselves; None if there
   are digits that are no ASCII */
PyObject *words_numbers(PyObject *self, PyObject *given) {
    (void)self;
    if (!PyUnicode_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "no text");
        return NULL;
    }
    Py_UCS4 *text = PyUnicode_AsUCS4Copy(given);
    PyObject *starts = PyList_New(0), *written = PyList_New(0), *found = NULL;
    const Py_UCS4 *end = text + (text ? PyUnicode_GetLength(given) : 0);
    int failed = !text || !starts || !written, other = 0;
    for (const Py_UCS4 *at = text, *after; !failed && at < end; at = after) {
        after = at + 1;
        if (*at >= 0x660 && (other = is_other_figure(*at))) break;
        if (!is_figure(*at) && !is_numeral(*at)) continue;
        const int shares = end - at > 3 && *at == 0x767E && at[1] == 0x5206 && at[2] == 0x4E4B;
        after = shares ? body_end(at + 3, end) : at;
        if (after == at + 3 * shares) after = body_end(at, end);
        const int alone = after - at == 1 && !is_figure(*at);
        const Py_UCS4 *sign = after + (after < end && is_space(*after));
        if (sign < end && *sign == '%') after = sign + 1;
        else if (after < end && *after == 0x6210 && !(after + 1 < end && is_one_of(after[1], WORDS))) after++;
        else if (end - after > 3 && after[0] == 0x4E2A && after[1] == 0x767E && after[2] == 0x5206 && after[3] == 0x70B9) after += 4;
        else if (alone) continue;
        PyObject *start = PyLong_FromSsize_t(at - text), *own = PyUnicode_Substring(given, at - text, after - text);
        failed = !start || !own || PyList_Append(starts, start) < 0 || PyList_Append(written, own) < 0;
        Py_XDECREF(start);
        Py_XDECREF(own);
    }
    if (other > 0) found = Py_NewRef(Py_None);
    else if (!other && !failed) found = PyTuple_Pack(2, starts, written);
    PyMem_Free(text);
    Py_XDECREF(starts);
    Py_XDECREF(written);
    return found;
}

/* real(numbers, starts, counts, words, lengths, glued) -> how many pieces of texts are real words. Only these are left in
   `numbers`, each as `words` says, which is below 0 for the others, and in `starts`; `counts` are those of each text, and
   `glued` tells which follow the word before in their text, by the length of each. */
PyObject *words_real(PyObject *self, PyObject *args) {
    PyObject *given[6], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, started, texts, known, measured, room, from = 0, kept = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOOOOO", &given[0], &given[1], &given[2], &given[3], &given[4], &given[5])) return NULL;
    int32_t *numbers = elements(&views, given[0], 4, 1, &many);
    int32_t *starts = numbers ? elements(&views, given[1], 4, 1, &started) : NULL;
    int64_t *counts = starts ? elements(&views, given[2], 8, 1, &texts) : NULL;
    const int32_t *words = counts ? elements(&views, given[3], 4, 0, &known) : NULL;
    const int32_t *lengths = words ? elements(&views, given[4], 4, 0, &measured) : NULL;
    uint8_t *glued = lengths ? elements(&views, given[5], 1, 1, &room) : NULL;
    int sound = glued && started == many && room >= many && measured == known;
    for (Py_ssize_t text = 0; sound && text < texts; text++) {
        int32_t end = -1;
        const Py_ssize_t begin = kept, last = from + (Py_ssize_t)counts[text];
        if (!(sound = counts[text] >= 0 && last <= many)) break;
        for (; sound && from < last; from++) {
            const int32_t own = numbers[from];
            if (!(sound = own >= 0 && own < known)) break;
            if (words[own] < 0) continue;
            glued[kept] = starts[from] == end;
            end = starts[from] + lengths[own];
            starts[kept] = starts[from];
            numbers[kept++] = words[own];
        }
        counts[text] = kept - begin;
    }
    if (sound) result = PyLong_FromSsize_t(kept);
    else if (glued) PyErr_SetString(PyExc_IndexError, "no words of texts");
    release(&views);
    return result;
}
