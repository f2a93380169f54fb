/* Loops that make lists: texts are numbered, terms are laid out by their units, lists are packed, and rows are searched for
   grams. Each has an equal in numpy or in Python, beside which it is called. Other threads work meanwhile where much is done
   at once, as two of them make lists side by side. */

#include "_arrays.h"

static const char NAME[] = "retrieval.texts";

/* Texts that differ, one after the other: text n is from `starts[n]` up to `starts[n + 1]`. Slot s holds 0 or the number of
   a text, and 1 more. */
typedef struct {
    uint8_t *blob;
    int64_t *starts;
    uint32_t *hashes, *slots, mask;
    Py_ssize_t used, room, many, held;
} Texts;

static void free_texts(Texts *texts) {
    free(texts->blob);
    free(texts->starts);
    free(texts->hashes);
    free(texts->slots);
    free(texts);
}

static void drop_texts(PyObject *capsule) { free_texts(PyCapsule_GetPointer(capsule, NAME)); }

/* texts() -> a table of texts, still empty */
PyObject *lists_texts(PyObject *self, PyObject *nothing) {
    enum { ROOM = 1 << 10 };
    (void)self;
    (void)nothing;
    Texts *texts = calloc(1, sizeof *texts);
    if (!texts) return PyErr_NoMemory();
    *texts = (Texts){malloc(8 * ROOM), calloc(ROOM + 1, 8), malloc(4 * ROOM), calloc(2 * ROOM, 4), 2 * ROOM - 1, 0, 8 * ROOM, 0, ROOM};
    PyObject *capsule = NULL;
    if (texts->blob && texts->starts && texts->hashes && texts->slots) capsule = PyCapsule_New(texts, NAME, drop_texts);
    else PyErr_NoMemory();
    if (!capsule) free_texts(texts);
    return capsule;
}

static int more_texts(Texts *texts) {
    const Py_ssize_t held = 2 * texts->held;
    const uint32_t mask = (uint32_t)(2 * held) - 1;
    if (held > INT32_MAX / 2) return 0;
    int64_t *starts = realloc(texts->starts, (held + 1) * sizeof *starts);
    if (starts) texts->starts = starts;
    uint32_t *hashes = realloc(texts->hashes, held * sizeof *hashes);
    if (hashes) texts->hashes = hashes;
    uint32_t *slots = starts && hashes ? calloc((size_t)mask + 1, sizeof *slots) : NULL;
    if (!slots) return 0;
    for (Py_ssize_t number = 0; number < texts->many; number++) {
        uint32_t slot = hashes[number] & mask;
        while (slots[slot]) slot = (slot + 1) & mask;
        slots[slot] = (uint32_t)number + 1;
    }
    free(texts->slots);
    texts->slots = slots;
    texts->mask = mask;
    texts->held = held;
    return 1;
}

/* Returns the number of a text, which is a new one if it is; -1 without memory. */
static int32_t number_of(Texts *texts, const uint8_t *text, Py_ssize_t size) {
    uint64_t hash = (uint64_t)size, own;
    Py_ssize_t at = 0;
    for (; at + 8 <= size; at += 8) {
        memcpy(&own, text + at, 8);
        hash = (hash ^ own) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    for (own = 0; at < size; at++) own = own << 8 | text[at];
    hash = (hash ^ own) * 0x9E3779B97F4A7C15u;
    const uint32_t half = (uint32_t)(hash >> 32);
    uint32_t slot = half & texts->mask;
    for (uint32_t known; (known = texts->slots[slot]); slot = (slot + 1) & texts->mask) {
        if (texts->hashes[known - 1] != half) continue;
        const int64_t start = texts->starts[known - 1];
        if (texts->starts[known] - start == size && !memcmp(texts->blob + start, text, size)) return (int32_t)known - 1;
    }
    if (texts->used + size > texts->room) {
        const Py_ssize_t room = 2 * (texts->used + size);
        uint8_t *blob = realloc(texts->blob, room);
        if (!blob) return -1;
        texts->blob = blob;
        texts->room = room;
    }
    if (size) memcpy(texts->blob + texts->used, text, size);
    texts->used += size;
    texts->hashes[texts->many] = half;
    texts->slots[slot] = (uint32_t)++texts->many;
    texts->starts[texts->many] = texts->used;
    return texts->many < texts->held || more_texts(texts) ? (int32_t)texts->many - 1 : -1;
}

static inline int64_t offset_at(const void *offsets, int width, Py_ssize_t at) {
    return width == 4 ? ((const int32_t *)offsets)[at] : ((const int64_t *)offsets)[at];
}

/* Returns offsets of four or eight bytes that rise up to `size` at the most, or NULL with an exception. */
static const void *read_offsets(Views *views, PyObject *array, Py_ssize_t size, Py_ssize_t *many, int *width) {
    Py_buffer *view = &views->view[views->used];
    if (PyObject_GetBuffer(array, view, PyBUF_ND) < 0) return NULL;
    views->used++;
    *width = (int)view->itemsize;
    *many = view->len / view->itemsize - 1;
    int sound = (*width == 4 || *width == 8) && *many >= 0;
    for (Py_ssize_t at = 0, last = 0; sound && at <= *many; at++) {
        const int64_t own = offset_at(view->buf, *width, at);
        sound = own >= last && own <= size;
        last = (Py_ssize_t)own;
    }
    if (sound) return view->buf;
    PyErr_SetString(PyExc_IndexError, "offsets do not rise");
    return NULL;
}

/* numbered(texts, blob, offsets, numbers): puts down the number of each text; new ones are numbered as they come */
PyObject *lists_numbered(PyObject *self, PyObject *args) {
    PyObject *capsule, *given[3], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t size, many, room;
    int width;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOOO", &capsule, &given[0], &given[1], &given[2])) return NULL;
    Texts *texts = PyCapsule_GetPointer(capsule, NAME);
    const uint8_t *blob = texts ? elements(&views, given[0], 1, 0, &size) : NULL;
    const void *offsets = blob ? read_offsets(&views, given[1], size, &many, &width) : NULL;
    int32_t *numbers = offsets ? elements(&views, given[2], 4, 1, &room) : NULL;
    if (!numbers) goto end;
    if (room < many) {
        PyErr_SetString(PyExc_IndexError, "too many texts");
        goto end;
    }
    for (Py_ssize_t at = 0; at < many; at++) {
        const int64_t start = offset_at(offsets, width, at);
        numbers[at] = number_of(texts, blob + start, (Py_ssize_t)(offset_at(offsets, width, at + 1) - start));
        if (numbers[at] < 0) {
            PyErr_NoMemory();
            goto end;
        }
    }
    result = PyLong_FromSsize_t(texts->many);
end:
    release(&views);
    return result;
}

/* all_texts(texts, first) -> the texts from a number on, one after the other, and where they start and end, from 0 on */
PyObject *lists_all_texts(PyObject *self, PyObject *args) {
    PyObject *capsule;
    Py_ssize_t first;
    (void)self;
    if (!PyArg_ParseTuple(args, "On", &capsule, &first)) return NULL;
    const Texts *texts = PyCapsule_GetPointer(capsule, NAME);
    if (!texts) return NULL;
    if (first < 0 || first > texts->many) {
        PyErr_SetString(PyExc_IndexError, "no such text");
        return NULL;
    }
    const int64_t begin = texts->starts[first];
    PyObject *starts = PyBytes_FromStringAndSize((const char *)(texts->starts + first), 8 * (texts->many - first + 1));
    return starts ? Py_BuildValue("y#N", texts->blob + begin, (Py_ssize_t)(texts->used - begin), starts) : NULL;
}

/* chosen(blob, offsets, numbers, ends, into): puts texts, by their numbers, one after the other; they end at `ends` */
PyObject *lists_chosen(PyObject *self, PyObject *args) {
    PyObject *given[5], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t size, many, wanted, ended, room, last = 0;
    int width;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOOOO", &given[0], &given[1], &given[2], &given[3], &given[4])) return NULL;
    const uint8_t *blob = elements(&views, given[0], 1, 0, &size);
    const void *offsets = blob ? read_offsets(&views, given[1], size, &many, &width) : NULL;
    const int64_t *numbers = offsets ? elements(&views, given[2], 8, 0, &wanted) : NULL;
    const int64_t *ends = numbers ? elements(&views, given[3], 8, 0, &ended) : NULL;
    uint8_t *into = ends ? elements(&views, given[4], 1, 1, &room) : NULL;
    int sound = into && ended == wanted;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t at = 0; sound && at < wanted; at++) {
        if (!(sound = numbers[at] >= 0 && numbers[at] < many)) break;
        const int64_t start = offset_at(offsets, width, (Py_ssize_t)numbers[at]);
        const int64_t own = offset_at(offsets, width, (Py_ssize_t)numbers[at] + 1) - start;
        if (!(sound = ends[at] - last == own && ends[at] <= room)) break;
        memcpy(into + last, blob + start, (size_t)own);
        last = (Py_ssize_t)ends[at];
    }
    Py_END_ALLOW_THREADS
    if (sound) result = Py_NewRef(Py_None);
    else if (into) PyErr_SetString(PyExc_IndexError, "no such texts");
    release(&views);
    return result;
}

/* sort(keys): puts whole numbers that are not below 0 in ascending order, by eleven bits after the other */
PyObject *lists_sort(PyObject *self, PyObject *array) {
    enum { BITS = 11, SIZE = 1 << BITS, PASSES = 6 };
    Views views = {.used = 0};
    Py_ssize_t many;
    (void)self;
    uint64_t *keys = elements(&views, array, 8, 1, &many);
    if (!keys) {
        release(&views);
        return NULL;
    }
    uint64_t *own = keys, *other = malloc((many + 1) * sizeof *other), *spare = other;
    Py_ssize_t(*counts)[SIZE] = calloc(PASSES, sizeof *counts);
    if (!other || !counts) {
        free(other);
        free(counts);
        release(&views);
        return PyErr_NoMemory();
    }
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t at = 0; at < many; at++)
        for (int pass = 0; pass < PASSES; pass++) counts[pass][keys[at] >> BITS * pass & (SIZE - 1)]++;
    for (int pass = 0; pass < PASSES; pass++) {
        if (many && counts[pass][own[0] >> BITS * pass & (SIZE - 1)] == many) continue;
        Py_ssize_t next = 0;
        for (int digit = 0; digit < SIZE; digit++) {
            const Py_ssize_t held = counts[pass][digit];
            counts[pass][digit] = next;
            next += held;
        }
        for (Py_ssize_t at = 0; at < many; at++) other[counts[pass][own[at] >> BITS * pass & (SIZE - 1)]++] = own[at];
        uint64_t *const last = own;
        own = other;
        other = last;
    }
    if (own != keys) memcpy(keys, own, many * sizeof *keys);
    Py_END_ALLOW_THREADS
    free(spare);
    free(counts);
    release(&views);
    return Py_NewRef(Py_None);
}

/* block(keys, terms, starts, units, counts) -> the number of terms, and of the units that hold them, or None if one counts
   more often than a byte tells. The keys, a term and 16 bits of a unit each, are in ascending order. */
PyObject *lists_block(PyObject *self, PyObject *args) {
    enum { UNIT_BITS = 16 };
    PyObject *given[5], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, room[4], held = 0, entries = 0, at = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOOOO", &given[0], &given[1], &given[2], &given[3], &given[4])) return NULL;
    const int64_t *keys = elements(&views, given[0], 8, 0, &many);
    int64_t *terms = keys ? elements(&views, given[1], 8, 1, &room[0]) : NULL;
    int32_t *starts = terms ? elements(&views, given[2], 4, 1, &room[1]) : NULL;
    uint16_t *units = starts ? elements(&views, given[3], 2, 1, &room[2]) : NULL;
    uint8_t *counts = units ? elements(&views, given[4], 1, 1, &room[3]) : NULL;
    if (!counts) goto end;
    if (room[0] < many || room[1] < many + 1 || room[2] < many || room[3] < many || many > INT32_MAX) {
        PyErr_SetString(PyExc_IndexError, "too many keys");
        goto end;
    }
    for (Py_ssize_t next; at < many; at = next, entries++) {
        const int64_t key = keys[at];
        for (next = at + 1; next < many && keys[next] == key; next++) {}
        if (next - at > UINT8_MAX) break;
        const int64_t term = key >> UNIT_BITS;
        if (!held || terms[held - 1] != term) {
            starts[held] = (int32_t)entries;
            terms[held++] = term;
        }
        units[entries] = (uint16_t)key;
        counts[entries] = (uint8_t)(next - at);
    }
    if (at == many) {
        starts[held] = (int32_t)entries;
        result = Py_BuildValue("nn", held, entries);
    } else {
        result = Py_NewRef(Py_None);
    }
end:
    release(&views);
    return result;
}

/* lay_out(terms, starts, units, counts, first, at, all units, all counts): puts the units of a block, counted from `first`
   on, to those of each term, which go on at `at[term]`; those of a term of which this is below 0 are left out */
PyObject *lists_lay_out(PyObject *self, PyObject *args) {
    PyObject *given[7], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, edges, held, counted, terms, room, rooms, first;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOOOnOOO", &given[0], &given[1], &given[2], &given[3], &first, &given[4], &given[5], &given[6]))
        return NULL;
    const int32_t *own = elements(&views, given[0], 4, 0, &many);
    const int32_t *starts = own ? elements(&views, given[1], 4, 0, &edges) : NULL;
    const uint16_t *units = starts ? elements(&views, given[2], 2, 0, &held) : NULL;
    const uint8_t *counts = units ? elements(&views, given[3], 1, 0, &counted) : NULL;
    int64_t *at = counts ? elements(&views, given[4], 8, 1, &terms) : NULL;
    int32_t *all = at ? elements(&views, given[5], 4, 1, &room) : NULL;
    uint8_t *often = all ? elements(&views, given[6], 1, 1, &rooms) : NULL;
    int sound = often && edges == many + 1 && counted == held && first >= 0 && first <= INT32_MAX - UINT16_MAX;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t number = 0; sound && number < many; number++) {
        const int64_t size = (int64_t)starts[number + 1] - starts[number];
        if (own[number] < 0 || own[number] >= terms || starts[number] < 0 || size < 0 || starts[number + 1] > held) sound = 0;
        else if (at[own[number]] < 0) continue;
        else if (at[own[number]] > room - size || at[own[number]] > rooms - size) sound = 0;
        if (!sound) break;
        const int64_t place = at[own[number]];
        for (int64_t entry = 0; entry < size; entry++) all[place + entry] = (int32_t)first + units[starts[number] + entry];
        memcpy(often + place, counts + starts[number], (size_t)size);
        at[own[number]] += size;
    }
    Py_END_ALLOW_THREADS
    if (sound) result = Py_NewRef(Py_None);
    else if (often) PyErr_SetString(PyExc_IndexError, "no room for a block");
    release(&views);
    return result;
}

enum { ESCAPE = 255, SHORT = 31 };

static const int WIDTHS[] = {1, 1, 2, 4}, WIDE[] = {2, 4, 4, 0};

static inline uint8_t *put(uint8_t *at, uint32_t value, int width) {
    for (int byte = 0; byte < width; byte++) *at++ = (uint8_t)(value >> 8 * byte);
    return at;
}

/* A list that is to be packed: what of it has to be known beforehand. */
typedef struct {
    int64_t size;
    uint32_t flag;
    int kind;
} Plan;

static inline uint32_t count_at(const void *counts, int width, Py_ssize_t at) {
    return width == 1 ? ((const uint8_t *)counts)[at] : (uint32_t)((const int32_t *)counts)[at];
}

/* Chooses how a list takes the least room, as `_packed` in packed.py does. */
static Plan plan_of(const int32_t *units, const void *counts, int width, Py_ssize_t first, Py_ssize_t last) {
    const int64_t many = last - first;
    int64_t held = 0, large = 0, over[2] = {0, 0}, rooms[4];
    Plan plan = {.kind = 0};
    for (Py_ssize_t at = first; at < last; at++) {
        const uint32_t count = count_at(counts, width, at);
        held += count > 1;
        large += count > ESCAPE;
    }
    plan.flag = held > 0;
    for (Py_ssize_t at = first; at < last; at++) {
        const uint32_t step = (uint32_t)(units[at] - (at > first ? units[at - 1] : 0));
        const uint64_t code = (uint64_t)step << plan.flag | (plan.flag && count_at(counts, width, at) > 1);
        over[0] += code >= 0xFF;
        over[1] += code >= 0xFFFF;
    }
    rooms[0] = over[1] ? INT64_MAX : many + 2 * over[0];
    rooms[1] = many + 4 * over[0];
    rooms[2] = 2 * many + 4 * over[1];
    rooms[3] = 4 * many;
    for (int kind = 1; kind < 4; kind++)
        if (rooms[kind] < rooms[plan.kind]) plan.kind = kind;
    plan.size = (many < SHORT ? 1 : 5) + rooms[plan.kind] + held + 4 * large;
    return plan;
}

static void write_list(uint8_t *into, Plan plan, const int32_t *units, const void *counts, int width, Py_ssize_t first, Py_ssize_t last) {
    const Py_ssize_t many = last - first;
    const int own = WIDTHS[plan.kind], wide = WIDE[plan.kind];
    const uint32_t escape = wide ? (1u << 8 * own) - 1 : UINT32_MAX;
    into = put(into, (uint32_t)plan.kind | plan.flag << 2 | (uint32_t)(many < SHORT ? many : SHORT) << 3, 1);
    if (many >= SHORT) into = put(into, (uint32_t)many, 4);
    uint8_t *more = into + own * many;
    for (Py_ssize_t at = first; at < last; at++) {
        const uint32_t step = (uint32_t)(units[at] - (at > first ? units[at - 1] : 0));
        const uint32_t code = step << plan.flag | (plan.flag && count_at(counts, width, at) > 1);
        into = put(into, code < escape ? code : escape, own);
        if (wide && code >= escape) more = put(more, code, wide);
    }
    uint8_t *again = more;
    for (Py_ssize_t at = first; plan.flag && at < last; at++) {
        const uint32_t count = count_at(counts, width, at);
        if (count > 1) again = put(again, count > ESCAPE ? ESCAPE : count - 1, 1);
    }
    for (Py_ssize_t at = first; plan.flag && at < last; at++) {
        const uint32_t count = count_at(counts, width, at);
        if (count > ESCAPE) again = put(again, count, 4);
    }
}

/* pack(offsets, units, counts, sizes, data or None): puts down the bytes that each list takes, or the lists themselves, which
   have that many */
PyObject *lists_pack(PyObject *self, PyObject *args) {
    PyObject *given[5], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t edges, many, counted, sized, room = 0, used = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOOOO", &given[0], &given[1], &given[2], &given[3], &given[4])) return NULL;
    const int64_t *offsets = elements(&views, given[0], 8, 0, &edges);
    const int32_t *units = offsets ? elements(&views, given[1], 4, 0, &many) : NULL;
    const void *counts = units ? elements(&views, given[2], 0, 0, &counted) : NULL;
    int64_t *sizes = counts ? elements(&views, given[3], 8, 1, &sized) : NULL;
    const int width = counts ? (int)views.view[2].itemsize : 0, writes = given[4] != Py_None;
    uint8_t *data = sizes && writes ? elements(&views, given[4], 1, 1, &room) : NULL;
    int sound = sizes && (data || !writes) && width != 2 && edges == sized + 1 && counted == many;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t at = 0; sound && at < sized; at++) {
        if (!(sound = offsets[at] >= 0 && offsets[at] < offsets[at + 1] && offsets[at + 1] <= many)) break;
        const Py_ssize_t first = (Py_ssize_t)offsets[at], last = (Py_ssize_t)offsets[at + 1];
        const Plan plan = plan_of(units, counts, width, first, last);
        if (writes && !(sound = sizes[at] == plan.size && plan.size <= room - used)) break;
        if (writes) write_list(data + used, plan, units, counts, width, first, last);
        sizes[at] = plan.size;
        used += (Py_ssize_t)plan.size;
    }
    Py_END_ALLOW_THREADS
    if (sound) result = PyLong_FromSsize_t(used);
    else if (!PyErr_Occurred()) PyErr_SetString(PyExc_IndexError, "no lists");
    release(&views);
    return result;
}

/* Grams as a tree of their words: what follows word w is from node `roots[w]` up to `roots[w + 1]`, what follows node n from
   `firsts[n]` up to `firsts[n + 1]`, in ascending order of `words`; `whole` is the gram that ends with a node, or -1. */
typedef struct {
    const int32_t *roots, *firsts, *words, *whole;
    Py_ssize_t states, nodes;
} Grams;

enum { LIKELY = 1 << 17 };

static inline uint32_t likely_at(int32_t state, int32_t word) {
    return (((uint32_t)state * 0x9E3779B1u ^ (uint32_t)word) * 0x85EBCA6Bu) >> 15;
}

/* Returns the node of a word among some in a row, or -1. */
static inline int32_t followed(const int32_t *words, int32_t low, int32_t high, int32_t word) {
    const int32_t end = high;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        if (words[middle] < word) low = middle + 1;
        else high = middle;
    }
    return low < end && words[low] == word ? low : -1;
}

/* Reads numbers of nodes that rise; returns NULL with an exception. */
static const int32_t *read_nodes(Views *views, PyObject *array, Py_ssize_t nodes, Py_ssize_t *many) {
    const int32_t *found = elements(views, array, 4, 0, many);
    if (!found) return NULL;
    int sound = *many > 0 && found[0] >= 0 && found[*many - 1] <= nodes;
    for (Py_ssize_t at = 1; sound && at < *many; at++) sound = found[at - 1] <= found[at];
    --*many;
    if (sound) return found;
    PyErr_SetString(PyExc_IndexError, "no grams");
    return NULL;
}

/* grams(tree, numbers, glued, places, which) -> how many grams stand in a row of words, of which as many as there is room
   for are put down */
PyObject *lists_grams(PyObject *self, PyObject *args) {
    PyObject *tree[4], *given[4], *result = NULL;
    Views views = {.used = 0};
    Grams grams;
    uint8_t *likely = NULL;
    Py_ssize_t words, glues, room, rooms, wholes, inner, found = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "(OOOO)OOOO", &tree[0], &tree[1], &tree[2], &tree[3], &given[0], &given[1], &given[2], &given[3]))
        return NULL;
    const int32_t *numbers = elements(&views, given[0], 4, 0, &words);
    const uint8_t *glued = numbers ? elements(&views, given[1], 1, 0, &glues) : NULL;
    int64_t *places = glued ? elements(&views, given[2], 8, 1, &room) : NULL;
    int64_t *which = places ? elements(&views, given[3], 8, 1, &rooms) : NULL;
    if (!which || !(grams.words = elements(&views, tree[2], 4, 0, &grams.nodes))) goto end;
    if (!(grams.whole = elements(&views, tree[3], 4, 0, &wholes))) goto end;
    if (!(grams.roots = read_nodes(&views, tree[0], grams.nodes, &grams.states))) goto end;
    if (!(grams.firsts = read_nodes(&views, tree[1], grams.nodes, &inner))) goto end;
    if (glues != words || wholes != grams.nodes || inner != grams.nodes) {
        PyErr_SetString(PyExc_IndexError, "no row of words");
        goto end;
    }
    /* Most words in a row begin no gram, which shows quickly. */
    if (!(likely = calloc(LIKELY / 8, 1))) {
        PyErr_NoMemory();
        goto end;
    }
    for (int32_t state = 0; state < grams.states; state++)
        for (int32_t at = grams.roots[state]; at < grams.roots[state + 1]; at++) {
            const uint32_t bit = likely_at(state, grams.words[at]);
            likely[bit >> 3] |= (uint8_t)(1u << (bit & 7));
        }
    for (Py_ssize_t at = 0; at + 1 < words; at++) {
        const int32_t first = numbers[at];
        if (first < 0 || first >= grams.states || !glued[at + 1]) continue;
        const uint32_t bit = likely_at(first, numbers[at + 1]);
        if (!(likely[bit >> 3] >> (bit & 7) & 1)) continue;
        int32_t low = grams.roots[first], high = grams.roots[first + 1];
        for (Py_ssize_t next = at + 1; low < high && next < words && glued[next]; next++) {
            const int32_t node = followed(grams.words, low, high, numbers[next]);
            if (node < 0) break;
            low = grams.firsts[node];
            high = grams.firsts[node + 1];
            if (grams.whole[node] < 0) continue;
            if (found < room && found < rooms) {
                places[found] = at;
                which[found] = grams.whole[node];
            }
            found++;
        }
    }
    result = PyLong_FromSsize_t(found);
end:
    free(likely);
    release(&views);
    return result;
}

/* known_hashes(hashes, known, numbers): puts down the place of each hash among the known ones, which differ, or their number */
PyObject *lists_known_hashes(PyObject *self, PyObject *args) {
    PyObject *given[3], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, size, room;
    uint32_t *slots = NULL, mask = 1;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOO", &given[0], &given[1], &given[2])) return NULL;
    const uint64_t *hashes = elements(&views, given[0], 8, 0, &many);
    const uint64_t *known = hashes ? elements(&views, given[1], 8, 0, &size) : NULL;
    int32_t *numbers = known ? elements(&views, given[2], 4, 1, &room) : NULL;
    if (!numbers) goto end;
    if (room < many || size > INT32_MAX / 8) {
        PyErr_SetString(PyExc_IndexError, "too many hashes");
        goto end;
    }
    while (mask < 4 * size) mask *= 2;
    if (!(slots = calloc(mask--, sizeof *slots))) {
        PyErr_NoMemory();
        goto end;
    }
    for (Py_ssize_t at = 0; at < size; at++) {
        uint32_t slot = known[at] & mask;
        while (slots[slot]) slot = (slot + 1) & mask;
        slots[slot] = (uint32_t)at + 1;
    }
    for (Py_ssize_t at = 0; at < many; at++) {
        uint32_t slot = hashes[at] & mask;
        while (slots[slot] && known[slots[slot] - 1] != hashes[at]) slot = (slot + 1) & mask;
        numbers[at] = slots[slot] ? (int32_t)slots[slot] - 1 : (int32_t)size;
    }
    result = Py_NewRef(Py_None);
end:
    free(slots);
    release(&views);
    return result;
}

/* apart(starts, ends, kept) -> how many slices, which come by their starts, begin behind all that were kept before; their
   places are put down */
PyObject *lists_apart(PyObject *self, PyObject *args) {
    PyObject *given[3], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, ended, room, found = 0;
    int64_t behind = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOO", &given[0], &given[1], &given[2])) return NULL;
    const int64_t *starts = elements(&views, given[0], 8, 0, &many);
    const int64_t *ends = starts ? elements(&views, given[1], 8, 0, &ended) : NULL;
    int64_t *kept = ends ? elements(&views, given[2], 8, 1, &room) : NULL;
    if (kept && ended == many && room >= many) {
        for (Py_ssize_t at = 0; at < many; at++) {
            if (starts[at] < behind) continue;
            kept[found++] = at;
            behind = ends[at];
        }
        result = PyLong_FromSsize_t(found);
    } else if (kept) {
        PyErr_SetString(PyExc_IndexError, "not as many ends");
    }
    release(&views);
    return result;
}
