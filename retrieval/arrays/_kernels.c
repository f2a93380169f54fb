/* Inner loops over postings lists, each with an equal in numpy that is used where this is not compiled.

   All arrays come from numpy by the buffer protocol; what they hold is not trusted, and no index is used unchecked.
   Sums are made in the same order as numpy's, so that no score differs in any bit. */

#include "_arrays.h"
#include <float.h>
#include <math.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "packed lists are read as little-endian"
#endif

enum { ESCAPE = 255, SHORT = 31, RUN = 16, FEW = 32, FEW_COUNTS = 4, BLOCK = 32, PART = 64, SAMPLED = 4096, TURN = 1 << 16 };
/* The same sum in another order differs in its last digits. */
static const double EXACT = 1 - 1e-9, TINY = 5e-324;

static PyObject *damaged(Views *views) {
    release(views);
    PyErr_SetString(PyExc_IndexError, "a list is damaged");
    return NULL;
}

/* Reads a number of so many bytes, the lowest first; a constant width makes it one instruction. */
static inline uint32_t number_at(const void *data, Py_ssize_t at, int width) {
    if (width == 1) return ((const uint8_t *)data)[at];
    if (width == 2) {
        uint16_t found;
        memcpy(&found, (const uint8_t *)data + 2 * at, 2);
        return found;
    }
    uint32_t found;
    memcpy(&found, (const uint8_t *)data + 4 * at, 4);
    return found;
}

/* A packed list: where its differences begin, those that are too large for these, and the counts above 1; of which
   those above 255 have a 0 among `counts` and follow at `large`. */
typedef struct {
    const uint8_t *codes, *end, *more, *again, *large;
    Py_ssize_t many;
    int kind, width, wide, is_counted;
} Packed;

static int read_packed(const uint8_t *data, Py_ssize_t size, Packed *list) {
    static const int widths[] = {1, 1, 2, 4}, wides[] = {2, 4, 4, 0};
    const int head = size ? *data : 0;
    list->many = head >> 3;
    list->kind = head & 3;
    list->width = widths[list->kind];
    list->wide = wides[list->kind];
    list->is_counted = head >> 2 & 1;
    list->codes = data + 1;
    list->more = list->again = list->large = list->end = data + size;
    if (list->many == SHORT && size >= 5) {
        list->many = number_at(data + 1, 0, 4);
        list->codes = data + 5;
    }
    return list->many <= INT32_MAX && list->end >= list->codes &&
           (list->end - list->codes) / list->width >= list->many;
}

/* What comes before each part of a list of `PART` entries, and before its end: the last unit, how many differences that
   are too large for a code, and how many counts above 1. */
typedef struct {
    int32_t *units, *escapes, *counted;
} Marks;

static Py_ssize_t parts_of(Py_ssize_t many) { return (many + PART - 1) / PART; }

/* Adds up the codes of a part, and counts those that are escapes or have their lowest bit. */
static inline uint64_t sum_of(const uint8_t *codes, int many, int width, int shift, int *escapes, int *flags) {
    const uint32_t escape = (1u << 8 * (width & 3)) - 1;
    if (width == 1 && many == PART) {
        /* With a constant number and narrow sums, many are added at once. */
        uint16_t sum = 0;
        uint8_t escaped = 0, flagged = 0;
        for (int at = 0; at < PART; at++) {
            sum += (uint16_t)(codes[at] >> shift);
            escaped += codes[at] == ESCAPE;
            flagged += codes[at] & 1;
        }
        *escapes = escaped;
        *flags = flagged;
        return sum;
    }
    uint64_t sum = 0;
    *escapes = *flags = 0;
    for (int at = 0; at < many; at++) {
        const uint32_t code = number_at(codes, at, width);
        sum += code >> shift;
        *escapes += width < 4 && code == escape;
        *flags += code & 1;
    }
    return sum;
}

/* Sets the marks of a list, and where its parts lie; returns whether it is sound. Units rise, so that the last one is the
   highest. */
static inline int mark(Packed *list, Marks marks, int width, int wide) {
    const Py_ssize_t parts = parts_of(list->many);
    const int shift = list->is_counted;
    const uint32_t escape = (1u << 8 * (width & 3)) - 1;
    const uint8_t *codes = list->codes;
    uint64_t unit = 0;
    int64_t escapes = 0, counted = 0;
    list->more = codes + list->many * width;
    for (Py_ssize_t part = 0; part < parts; part++, codes += PART * width) {
        const int many = part + 1 < parts ? PART : (int)(list->many - part * PART);
        int escaped, flagged;
        marks.units[part] = (int32_t)unit;
        marks.escapes[part] = (int32_t)escapes;
        marks.counted[part] = (int32_t)counted;
        uint64_t sum = sum_of(codes, many, width, shift, &escaped, &flagged);
        if (wide && escaped) {
            const uint8_t *own = list->more + escapes * wide;
            if ((list->end - own) / wide < escaped) return 0;
            /* Instead of the escapes those that they stand for. */
            for (int at = 0; at < escaped; at++) {
                const uint32_t other = number_at(own, at, wide);
                sum += (uint64_t)(other >> shift) - (escape >> shift);
                flagged -= !(other & 1);
            }
            escapes += escaped;
        }
        unit += sum;
        counted += shift ? flagged : 0;
        if (unit > INT32_MAX) return 0;
    }
    marks.units[parts] = (int32_t)unit;
    marks.escapes[parts] = (int32_t)escapes;
    marks.counted[parts] = (int32_t)counted;
    list->again = list->more + escapes * wide;
    list->large = list->again + counted;
    return list->end >= list->large;
}

/* Sets the marks of a list; returns whether it is sound. */
static int marked(Packed *list, Marks marks) {
    if (list->kind == 0) return mark(list, marks, 1, 2);
    if (list->kind == 1) return mark(list, marks, 1, 4);
    if (list->kind == 2) return mark(list, marks, 2, 4);
    return mark(list, marks, 4, 0);
}

/* Unpacks a part of a list that has marks, and, if it has any above 1 and `counts` is given, its counts; returns whether
   it has. */
static inline int part_of(const Packed *list, Marks marks, Py_ssize_t part, int many, int32_t *units, uint8_t *counts,
                          int width, int wide) {
    const uint8_t *codes = list->codes + part * PART * width, *again = list->again + marks.counted[part];
    const int is_counted = marks.counted[part + 1] != marks.counted[part], shift = list->is_counted;
    uint32_t unit = (uint32_t)marks.units[part];
    if (wide && marks.escapes[part + 1] != marks.escapes[part]) {
        const uint32_t escape = (1u << 8 * (width & 3)) - 1;
        const uint8_t *more = list->more + (Py_ssize_t)marks.escapes[part] * wide;
        for (int at = 0; at < many; at++) {
            uint32_t code = number_at(codes, at, width);
            if (code == escape && list->again - more >= wide) {
                code = number_at(more, 0, wide);
                more += wide;
            }
            units[at] = (int32_t)(unit += code >> shift);
            if (counts && is_counted) counts[at] = code & 1 && again < list->large ? (uint8_t)(1 + *again++) : 1;
        }
    } else if (counts && is_counted) {
        /* Without branches, as it cannot be foreseen what counts more than once; what is read behind the last count is in
           no use. */
        const uint8_t *last = list->again + marks.counted[part + 1] - 1;
        for (int at = 0; at < many; at++) {
            const uint32_t code = number_at(codes, at, width), flag = code & 1;
            counts[at] = (uint8_t)(1 + (*again & -flag));
            again += again < last ? flag : 0;
            units[at] = (int32_t)(unit += code >> 1);
        }
    } else {
        for (int at = 0; at < many; at++) units[at] = (int32_t)(unit += number_at(codes, at, width) >> shift);
    }
    return is_counted;
}

static int unpack_part(const Packed *list, Marks marks, Py_ssize_t part, int32_t *units, uint8_t *counts) {
    const Py_ssize_t left = list->many - part * PART;
    const int many = left < PART ? (int)left : PART;
    if (list->kind == 0) return part_of(list, marks, part, many, units, counts, 1, 2);
    if (list->kind == 1) return part_of(list, marks, part, many, units, counts, 1, 4);
    if (list->kind == 2) return part_of(list, marks, part, many, units, counts, 2, 4);
    return part_of(list, marks, part, many, units, counts, 4, 0);
}

/* Returns the first place from `at` on whose unit is not below a wanted one; steps double until they pass it. */
static inline Py_ssize_t gallop(const int32_t *units, Py_ssize_t at, Py_ssize_t many, int32_t wanted) {
    Py_ssize_t step = 1, low = at, high = at;
    while (high < many && units[high] < wanted) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    if (high > many) high = many;
    while (low < high) {
        const Py_ssize_t middle = low + (high - low) / 2;
        if (units[middle] < wanted) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The part of a list that was looked into last. One whose differences take a
   byte is walked through: before its entry `at` were `unit`, so many counts above 1, and differences up to `more` that are too
   large for a byte. Any other is unpacked. */
typedef struct {
    Py_ssize_t part, counted;
    const uint8_t *more;
    uint32_t unit;
    int at, many, is_counted;
    int32_t units[PART];
    uint8_t counts[PART];
} Opened;

/* Returns whether what marks say of a part is within what they say of the list: they may have been changed since. */
static inline int is_within(const int32_t *marks, Py_ssize_t part, Py_ssize_t parts) {
    return marks[part] >= 0 && marks[part] <= marks[part + 1] && marks[part + 1] <= marks[parts];
}

/* Returns the count of an entry that counts more than once, and before which so many do. */
static inline uint32_t more_than_once(const Packed *list, Py_ssize_t before) {
    if (before >= list->large - list->again) return 1;
    if (list->again[before] != ESCAPE) return 1u + list->again[before];
    Py_ssize_t large = 0;
    for (Py_ssize_t at = 0; at < before; at++) large += list->again[at] == ESCAPE;
    return (list->end - list->large) / 4 > large ? number_at(list->large, large, 4) : 1;
}

/* Returns how often the part that is walked through counts a unit, 0 without it. Eight entries are passed at once. */
static inline uint32_t walked_to(const Packed *list, uint32_t wanted, Opened *opened) {
    enum { STRIDE = 8 };
    const uint64_t each = 0x0101010101010101u, low = 0x00FF00FF00FF00FFu;
    const uint8_t *codes = list->codes + opened->part * PART;
    const int shift = list->is_counted;
    while (opened->at < opened->many) {
        int end = opened->many;
        if (opened->at + STRIDE <= opened->many) {
            uint64_t own, steps;
            memcpy(&own, codes + opened->at, STRIDE);
            end = opened->at + STRIDE;
            /* No byte is an escape, which would be 0 in the complement. */
            if (!((~own - each) & own & 0x80 * each)) {
                steps = shift ? own >> 1 & 0x7F * each : own;
                const uint32_t sum = (uint32_t)((((steps & low) + (steps >> 8 & low)) * 0x0001000100010001u) >> 48);
                if (opened->unit + sum < wanted) {
                    opened->unit += sum;
                    opened->counted += (Py_ssize_t)(((own & each) * each) >> 56);
                    opened->at = end;
                    continue;
                }
            }
        }
        for (; opened->at < end; opened->at++) {
            uint32_t code = codes[opened->at];
            const int is_wide = code == ESCAPE && list->again - opened->more >= list->wide;
            if (is_wide) code = number_at(opened->more, 0, list->wide);
            const uint32_t unit = opened->unit + (code >> shift);
            if (unit >= wanted) {
                if (unit != wanted) return 0;
                return shift && code & 1 ? more_than_once(list, opened->counted) : 1;
            }
            opened->more += is_wide ? list->wide : 0;
            opened->unit = unit;
            opened->counted += code & 1;
        }
    }
    return 0;
}

/* Returns how often a part that is unpacked counts a unit, 0 without it. */
static inline uint32_t count_among(const Packed *list, Marks marks, int32_t unit, const Opened *opened) {
    int place = 0;
    for (int before = 0; before < PART; before++) place += opened->units[before] < unit;
    if (place == PART || opened->units[place] != unit) return 0;
    const uint32_t count = opened->is_counted ? opened->counts[place] : 1;
    if (count) return count;
    Py_ssize_t last = marks.counted[opened->part];
    for (int before = 0; before < place; before++) last += opened->counts[before] != 1;
    return more_than_once(list, last);
}

/* Returns how often a part of a list that has marks counts a unit, 0 without it; units are asked for in ascending order. */
static inline uint32_t count_in(const Packed *list, Marks marks, Py_ssize_t part, int32_t unit, Opened *opened) {
    const Py_ssize_t parts = parts_of(list->many);
    if (part == parts) return 0;
    if (opened->part != part) {
        const Py_ssize_t left = list->many - part * PART;
        opened->part = part;
        const int is_sound = is_within(marks.escapes, part, parts) && is_within(marks.counted, part, parts);
        opened->at = 0;
        opened->many = !is_sound || list->width > 1 ? 0 : left < PART ? (int)left : PART;
        opened->unit = (uint32_t)marks.units[part];
        if (opened->many) {
            opened->counted = marks.counted[part];
            opened->more = list->more + (Py_ssize_t)marks.escapes[part] * list->wide;
        } else {
            for (int own = 0; own < PART; own++) opened->units[own] = INT32_MAX;
            if (is_sound) opened->is_counted = unpack_part(list, marks, part, opened->units, opened->counts);
        }
    }
    return opened->many ? walked_to(list, (uint32_t)unit, opened) : count_among(list, marks, unit, opened);
}

static inline void fetch(const void *memory) {
#if defined(__GNUC__)
    __builtin_prefetch(memory);
#else
    (void)memory;
#endif
}

/* Puts down how often a list that has marks counts some units, in ascending order. The parts of many are found before any is
   looked into, as they have to be fetched from memory, which goes on for all of them at once. */
static void counts_of(const Packed *list, Marks marks, const int32_t *units, Py_ssize_t many, double *counts) {
    const Py_ssize_t parts = parts_of(list->many);
    Opened opened = {.part = -1};
    Py_ssize_t next = 0;
    for (Py_ssize_t first = 0; first < many; first += PART) {
        const int own = many - first < PART ? (int)(many - first) : PART;
        Py_ssize_t found[PART], last = -1;
        for (int at = 0; at < own; at++) {
            found[at] = next = gallop(marks.units + 1, next, parts, units[first + at]);
            if (next != last && next < parts) fetch(list->codes + next * PART * list->width);
            last = next;
        }
        for (int at = 0; at < own; at++)
            counts[first + at] = count_in(list, marks, found[at], units[first + at], &opened);
    }
}

/* Memory that is kept for the next call: to get as much anew takes longer than what is done with it. The lock of the
   interpreter is held as long as it is used. */
static uint8_t *room;
static size_t room_size;

/* Returns so many bytes, or NULL with an exception. */
static uint8_t *room_for(size_t needed) {
    if (needed > room_size) {
        free(room);
        room = malloc(needed);
        room_size = room ? needed : 0;
        if (!room) PyErr_NoMemory();
    }
    return room;
}

static size_t marks_size(Py_ssize_t many) { return 12 * ((size_t)parts_of(many) + 1); }

static Marks marks_at(uint8_t *memory, Py_ssize_t many) {
    int32_t *first = (int32_t *)memory;
    const Py_ssize_t own = parts_of(many) + 1;
    return (Marks){first, first + own, first + 2 * own};
}

/* Unpacks a list into as many places; returns whether it is sound, or -1 with an exception. */
static int unpacked(Packed *list, int32_t *units, uint8_t *counts) {
    uint8_t few[12 * 17], *memory = list->many <= 16 * PART ? few : room_for(marks_size(list->many));
    if (!memory) return -1;
    const Marks marks = marks_at(memory, list->many);
    if (!marked(list, marks)) return 0;
    for (Py_ssize_t part = 0, at = 0; at < list->many; part++, at += PART) {
        if (!unpack_part(list, marks, part, units + at, counts ? counts + at : NULL) && counts)
            memset(counts + at, 1, list->many - at < PART ? list->many - at : PART);
    }
    return 1;
}

/* Reads a list and its marks, which were put down earlier; returns whether the list has room for what they say. */
static int read_marked(const uint8_t *data, Py_ssize_t size, int32_t *kept, Py_ssize_t held, Packed *list, Marks *marks) {
    if (!read_packed(data, size, list) || held != 3 * (parts_of(list->many) + 1)) return 0;
    *marks = marks_at((uint8_t *)kept, list->many);
    const Py_ssize_t escapes = marks->escapes[parts_of(list->many)], counted = marks->counted[parts_of(list->many)];
    if (escapes < 0 || counted < 0 || list->end - list->codes < list->many * list->width + escapes * list->wide + counted) return 0;
    list->more = list->codes + list->many * list->width;
    list->again = list->more + escapes * list->wide;
    list->large = list->again + counted;
    return 1;
}

/* put_marks(data, marks): puts down the marks of a list */
static PyObject *put_marks(PyObject *self, PyObject *args) {
    PyObject *given[2];
    Views views = {.used = 0};
    Py_ssize_t size, held;
    Packed list;
    if (!PyArg_ParseTuple(args, "OO", &given[0], &given[1])) return NULL;
    const uint8_t *data = elements(&views, given[0], 1, 0, &size);
    int32_t *kept = data ? elements(&views, given[1], 4, 1, &held) : NULL;
    if (!kept) {
        release(&views);
        return NULL;
    }
    if (!read_packed(data, size, &list) || held != 3 * (parts_of(list.many) + 1) || !marked(&list, marks_at((uint8_t *)kept, list.many)))
        return damaged(&views);
    release(&views);
    Py_RETURN_NONE;
}

/* unpack(data, units, counts or None) -> whether all counts fit there, or the list is to be unpacked otherwise */
static PyObject *unpack(PyObject *self, PyObject *args) {
    PyObject *given[3];
    Views views = {.used = 0};
    Py_ssize_t size, many, counted = 0;
    uint8_t *counts = NULL;
    Packed list;
    if (!PyArg_ParseTuple(args, "OOO", &given[0], &given[1], &given[2])) return NULL;
    const uint8_t *data = elements(&views, given[0], 1, 0, &size);
    int32_t *units = data ? elements(&views, given[1], 4, 1, &many) : NULL;
    if (!units || (given[2] != Py_None && !(counts = elements(&views, given[2], 1, 1, &counted)))) {
        release(&views);
        return NULL;
    }
    if (!read_packed(data, size, &list) || list.many != many || (counts && counted != many)) return damaged(&views);
    const int sound = unpacked(&list, units, counts);
    if (!sound) return damaged(&views);
    const int whole = !counts || list.large == list.end;
    release(&views);
    return sound < 0 ? NULL : PyBool_FromLong(whole);
}

/* The sizes of pieces that follow each other, as `Steps` has them. */
typedef struct {
    const uint8_t *sizes;
    const void *starts;
    const int64_t *large, *largest;
    Py_ssize_t many, runs, larges, others;
    int wide;
} Steps;

static int read_steps(PyObject *given, Views *views, Steps *steps) {
    PyObject *own[4];
    if (!PyArg_ParseTuple(given, "OOOO", &own[0], &own[1], &own[2], &own[3])) return 0;
    if (!(steps->sizes = elements(views, own[0], 1, 0, &steps->many))) return 0;
    Py_buffer *view = &views->view[views->used];
    if (PyObject_GetBuffer(own[1], view, PyBUF_ND) < 0) return 0;
    views->used++;
    steps->starts = view->buf;
    steps->wide = view->itemsize == 8;
    steps->runs = view->len / view->itemsize;
    if (!(steps->large = elements(views, own[2], 8, 0, &steps->larges))) return 0;
    if (!(steps->largest = elements(views, own[3], 8, 0, &steps->others))) return 0;
    if (view->itemsize >= 4 && steps->runs * RUN >= steps->many && steps->larges == steps->others) return 1;
    PyErr_SetString(PyExc_IndexError, "a list is damaged");
    return 0;
}

static int64_t size_of(const Steps *steps, Py_ssize_t at) {
    Py_ssize_t low = 0, high = steps->larges;
    if (steps->sizes[at] < ESCAPE) return steps->sizes[at];
    while (low < high) {
        const Py_ssize_t middle = low + (high - low) / 2;
        if (steps->large[middle] < at) low = middle + 1;
        else high = middle;
    }
    return low < steps->larges ? steps->largest[low] : 0;
}

static int64_t start_of(const Steps *steps, Py_ssize_t at) {
    const Py_ssize_t run = at / RUN;
    int64_t start = steps->wide ? ((const int64_t *)steps->starts)[run] : ((const int32_t *)steps->starts)[run];
    for (Py_ssize_t before = run * RUN; before < at; before++) start += size_of(steps, before);
    return start;
}

/* span(steps, at) -> where piece `at` begins and ends */
static PyObject *span(PyObject *self, PyObject *args) {
    PyObject *given;
    Py_ssize_t at;
    Views views = {.used = 0};
    Steps steps;
    if (!PyArg_ParseTuple(args, "On", &given, &at)) return NULL;
    if (!read_steps(given, &views, &steps)) {
        release(&views);
        return NULL;
    }
    if (at < 0 || at >= steps.many) return damaged(&views);
    const int64_t start = start_of(&steps, at), end = start + size_of(&steps, at);
    release(&views);
    return Py_BuildValue("LL", (long long)start, (long long)end);
}

/* Returns the number of the first of some texts, in ascending order, that is not before another one, and whether it is
   that one; -1 if they are damaged. */
static Py_ssize_t place_of(const uint8_t *blob, Py_ssize_t size, const Steps *steps, const char *written,
                           Py_ssize_t length, int *same) {
    Py_ssize_t low = 0, high = steps->many;
    *same = 0;
    while (low < high) {
        /* The first of a run is found at once, so the search is among these first. */
        Py_ssize_t middle = low + (high - low) / 2;
        if (middle / RUN * RUN > low) middle = middle / RUN * RUN;
        const int64_t start = start_of(steps, middle), own = size_of(steps, middle);
        if (start < 0 || own < 0 || start > size || own > size - start) return -1;
        int order = memcmp(blob + start, written, own < length ? own : length);
        if (!order) order = (own > length) - (own < length);
        if (order < 0) low = middle + 1;
        else {
            high = middle;
            *same = !order;
        }
    }
    return low;
}

/* place(blob, steps, written) -> what `place_of` returns */
static PyObject *place(PyObject *self, PyObject *args) {
    PyObject *given[2];
    const char *written;
    Py_ssize_t length, size;
    Views views = {.used = 0};
    Steps steps;
    int same;
    if (!PyArg_ParseTuple(args, "OOy#", &given[0], &given[1], &written, &length)) return NULL;
    const uint8_t *blob = elements(&views, given[0], 1, 0, &size);
    if (!blob || !read_steps(given[1], &views, &steps)) {
        release(&views);
        return NULL;
    }
    const Py_ssize_t at = place_of(blob, size, &steps, written, length, &same);
    if (at < 0) return damaged(&views);
    release(&views);
    return Py_BuildValue("nO", at, same ? Py_True : Py_False);
}

/* Returns which of some bytes is the rarest at the beginning of others. */
static Py_ssize_t rarest(const uint8_t *blob, Py_ssize_t size, const char *written, Py_ssize_t length) {
    Py_ssize_t counts[256] = {0}, best = 0;
    for (Py_ssize_t at = 0; at < size && at < SAMPLED; at++) counts[blob[at]]++;
    for (Py_ssize_t at = 1; at < length; at++)
        if (counts[(uint8_t)written[at]] < counts[(uint8_t)written[best]]) best = at;
    return best;
}

/* find(blob, written, start) -> the offset of the first place of some bytes, one at least, that is not before `start`;
   -1 if there is none */
static PyObject *find(PyObject *self, PyObject *args) {
    PyObject *given;
    Views views = {.used = 0};
    const char *written;
    Py_ssize_t length, start, size, found = -1;
    if (!PyArg_ParseTuple(args, "Oy#n", &given, &written, &length, &start)) return NULL;
    const uint8_t *blob = elements(&views, given, 1, 0, &size);
    if (!blob) {
        release(&views);
        return NULL;
    }
    if (length < 1 || start < 0) return damaged(&views);
    const Py_ssize_t own = rarest(blob, size, written, length), last = size - length + own;
    for (Py_ssize_t at = start + own; found < 0 && at <= last; at++) {
        const uint8_t *hit = memchr(blob + at, (uint8_t)written[own], (size_t)(last - at + 1));
        if (!hit) break;
        at = hit - blob;
        if (!memcmp(hit - own, written, (size_t)length)) found = at - own;
    }
    release(&views);
    return PyLong_FromSsize_t(found);
}

/* BM25 but for idf and weight: `few` has the worth of a term that appears once in units of each length that there is,
   then those of one that appears twice, and so on. */
typedef struct {
    const void *lengths;
    const double *norms, *few;
    Py_ssize_t size, known;
    double times;
    int width;
} Formula;

static int read_formula(PyObject *given, Views *views, Formula *formula) {
    PyObject *own[3];
    Py_ssize_t others;
    if (!PyArg_ParseTuple(given, "OOOd", &own[0], &own[1], &own[2], &formula->times)) return 0;
    if (!(formula->lengths = elements(views, own[0], 0, 0, &formula->size))) return 0;
    formula->width = (int)views->view[views->used - 1].itemsize;
    if (!(formula->norms = elements(views, own[1], 8, 0, &formula->known))) return 0;
    if (!(formula->few = elements(views, own[2], 8, 0, &others))) return 0;
    if (others == FEW_COUNTS * formula->known && others) return 1;
    PyErr_SetString(PyExc_IndexError, "a list is damaged");
    return 0;
}

static inline double worth_by(const Formula *formula, int32_t unit, uint32_t count, int width) {
    const uint32_t length = number_at(formula->lengths, unit, width);
    if (count - 1 < FEW_COUNTS) return formula->few[(count - 1) * formula->known + length];
    return count * formula->times / (formula->norms[length] + count);
}

static inline double worth(const Formula *formula, int32_t unit, uint32_t count) {
    return worth_by(formula, unit, count, formula->width);
}

/* worths(units, counts, formula, idf, out): what each entry of a list is worth */
static PyObject *worths(PyObject *self, PyObject *args) {
    PyObject *given[4];
    Views views = {.used = 0};
    Py_ssize_t many, counted, filled;
    double idf;
    Formula formula;
    if (!PyArg_ParseTuple(args, "OOOdO", &given[0], &given[1], &given[2], &idf, &given[3])) return NULL;
    const int32_t *units = elements(&views, given[0], 4, 0, &many);
    const void *counts = units ? elements(&views, given[1], 0, 0, &counted) : NULL;
    const int width = counts ? (int)views.view[1].itemsize : 0;
    double *out = counts ? elements(&views, given[3], 8, 1, &filled) : NULL;
    if (!out || !read_formula(given[2], &views, &formula)) {
        release(&views);
        return NULL;
    }
    if (counted != many || filled != many) return damaged(&views);
    for (Py_ssize_t at = 0; at < many; at++) {
        if ((uint32_t)units[at] >= (size_t)formula.size) return damaged(&views);
        out[at] = idf * worth(&formula, units[at], number_at(counts, at, width));
    }
    release(&views);
    Py_RETURN_NONE;
}

/* Owners of units, in ascending order, and what each scores; both lie in the room for the next call. */
typedef struct {
    int32_t *units;
    double *scores;
    Py_ssize_t held, most;
} Owned;

/* Makes room for the owners of so many units, of `size` owners in all; returns whether there is memory. */
static int make_owned(Owned *owned, Py_ssize_t many, Py_ssize_t size) {
    owned->held = 0;
    owned->most = many < size ? many : size;
    owned->scores = (double *)room_for(12 * (size_t)(owned->most + 1));
    owned->units = (int32_t *)(owned->scores + owned->most + 1);
    return owned->scores != NULL;
}

/* Returns the place of an owner, which is none of before or the last one; -1 if owners do not rise, or there are too many. */
static inline Py_ssize_t place_of_owner(Owned *owned, int32_t unit) {
    const int32_t last = owned->held ? owned->units[owned->held - 1] : -1;
    if (unit == last && owned->held) return owned->held - 1;
    if (unit < last || unit < 0 || owned->held == owned->most) return -1;
    owned->units[owned->held] = unit;
    owned->scores[owned->held] = 0;
    return owned->held++;
}

/* Returns how many owners there are, the highest score of `times` theirs, and these by codes, as `coded` in
   bounded_search.py has them: (held, most, codes, step, lows or None, turns or None). */
static PyObject *coded_owners(const Owned *owned, double times, Py_ssize_t size) {
    const Py_ssize_t edges = (size + TURN - 1) / TURN + 1, held = owned->held;
    const int is_sparse = 3 * held <= size;
    PyObject *codes = PyBytes_FromStringAndSize(NULL, is_sparse ? held : size), *lows = Py_NewRef(Py_None), *turns = Py_NewRef(Py_None);
    double most = 0, step;
    if (held && owned->units[held - 1] >= size) {
        PyErr_SetString(PyExc_IndexError, "a list is damaged");
        goto end;
    }
    if (codes && is_sparse) {
        Py_DECREF(lows);
        Py_DECREF(turns);
        lows = PyBytes_FromStringAndSize(NULL, 2 * held);
        turns = lows ? PyBytes_FromStringAndSize(NULL, 4 * edges) : NULL;
    }
    if (!codes || !lows || !turns) goto end;
    for (Py_ssize_t at = 0; at < held; at++) most = owned->scores[at] > most ? owned->scores[at] : most;
    most *= times;
    step = (most > DBL_MIN ? most : DBL_MIN) / ESCAPE;
    uint8_t *code = (uint8_t *)PyBytes_AsString(codes);
    if (!is_sparse) memset(code, 0, (size_t)size);
    for (Py_ssize_t first = 0; first < held; first += PART) {
        const int many = held - first < PART ? (int)(held - first) : PART;
        uint8_t own[PART];
        for (int at = 0; at < many; at++) {
            const double whole = times * owned->scores[first + at] / step;
            const int down = (int)whole, up = down + (whole > down);
            own[at] = (uint8_t)(up < ESCAPE ? up : ESCAPE);
        }
        if (is_sparse) memcpy(code + first, own, (size_t)many);
        for (int at = 0; !is_sparse && at < many; at++) code[owned->units[first + at]] = own[at];
    }
    if (is_sparse) {
        uint16_t *low = (uint16_t *)PyBytes_AsString(lows);
        int32_t *turn = (int32_t *)PyBytes_AsString(turns);
        Py_ssize_t begun = 0;
        for (Py_ssize_t at = 0; at < held; at++) {
            low[at] = (uint16_t)owned->units[at];
            while (begun <= owned->units[at] / TURN) turn[begun++] = (int32_t)at;
        }
        while (begun < edges) turn[begun++] = (int32_t)held;
    }
    /* The highest code times the step may be below the highest score in its last digit. */
    return Py_BuildValue("ndNdNN", held, most, codes, step / EXACT, lows, turns);
end:
    Py_XDECREF(codes);
    Py_XDECREF(lows);
    Py_XDECREF(turns);
    return NULL;
}

/* A list with what its units belong to. */
typedef struct {
    const int32_t *units, *owners;
    const void *counts;
    Py_ssize_t many, owning;
    int width;
} Belonging;

/* Reads the units of a list, their counts, and the owners of all units. */
static int read_belonging(Views *views, PyObject *units, PyObject *counts, PyObject *owners, Belonging *list) {
    Py_ssize_t counted;
    if (!(list->units = elements(views, units, 4, 0, &list->many))) return 0;
    if (!(list->counts = elements(views, counts, 0, 0, &counted))) return 0;
    list->width = (int)views->view[views->used - 1].itemsize;
    if (!(list->owners = elements(views, owners, 4, 0, &list->owning))) return 0;
    if (counted == list->many) return 1;
    PyErr_SetString(PyExc_IndexError, "a list is damaged");
    return 0;
}

/* Finds what the best unit of each owner is worth; one that follows the unit before it, if that is in the list, is worth as
   much more. Returns whether all units are sound. It cannot be foreseen where an owner ends, so that a product with 0 or 1
   stands for a branch. */
static inline int best_by(const Belonging *list, const Formula *formula, const uint8_t *follows, Py_ssize_t following,
                          Owned *owned, int width, int wide) {
    const Py_ssize_t size = formula->size < list->owning ? formula->size : list->owning;
    static const double counting[] = {0, 1};
    double before = 0, best = 0;
    Py_ssize_t place = -1;
    int32_t last = -1, previous = -2;
    if (follows && following < size) return 0;
    for (Py_ssize_t at = 0; at < list->many; at++) {
        const int32_t unit = list->units[at];
        if ((uint32_t)unit >= (size_t)size) return 0;
        const int32_t owner = list->owners[unit];
        const int is_next = owner != last;
        if (owner < last || place + is_next >= owned->most) return 0;
        const double own = worth_by(formula, unit, number_at(list->counts, at, wide), width);
        const double whole = follows ? own + before * counting[(previous + 1 == unit) & (follows[unit] != 0)] : own;
        best *= counting[!is_next];
        best = whole > best ? whole : best;
        place += is_next;
        owned->units[place] = last = owner;
        owned->scores[place] = best;
        before = own;
        previous = unit;
    }
    owned->held = place + 1;
    return 1;
}

/* best_coded(units, counts, formula, follows or None, owners, idf, size) -> the owners of the units of a list, `size` in all,
   by codes of the most that one of their units is worth; see `best_by` and `coded_owners` */
static PyObject *best_coded(PyObject *self, PyObject *args) {
    PyObject *given[5], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t size, following = 0;
    const uint8_t *follows = NULL;
    double idf;
    Formula formula;
    Belonging list;
    Owned owned;
    if (!PyArg_ParseTuple(args, "OOOOOdn", &given[0], &given[1], &given[2], &given[3], &given[4], &idf, &size)) return NULL;
    if (read_belonging(&views, given[0], given[1], given[4], &list) && read_formula(given[2], &views, &formula)
        && (given[3] == Py_None || (follows = elements(&views, given[3], 1, 0, &following)))
        && make_owned(&owned, list.many, size)) {
        const int is_narrow = formula.width == 1 && list.width == 1;
        const int sound = is_narrow ? best_by(&list, &formula, follows, following, &owned, 1, 1)
                                    : best_by(&list, &formula, follows, following, &owned, formula.width, list.width);
        if (!sound) return damaged(&views);
        result = coded_owners(&owned, idf, size);
    }
    release(&views);
    return result;
}

/* whole_coded(units, counts, formula, owners, size) -> the owners of the units of a list, `size` in all, by codes of what the
   term is worth in each as a whole, ln((size + 1) / held) times; see `coded_owners` */
static PyObject *whole_coded(PyObject *self, PyObject *args) {
    PyObject *given[4], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t size;
    Formula formula;
    Belonging list;
    Owned owned;
    if (!PyArg_ParseTuple(args, "OOOOn", &given[0], &given[1], &given[2], &given[3], &size)) return NULL;
    if (!read_belonging(&views, given[0], given[1], given[3], &list) || !read_formula(given[2], &views, &formula)
        || !make_owned(&owned, list.many, size))
        goto end;
    for (Py_ssize_t at = 0; at < list.many; at++) {
        const int32_t unit = list.units[at];
        if (unit < 0 || unit >= list.owning) return damaged(&views);
        const Py_ssize_t place = place_of_owner(&owned, list.owners[unit]);
        if (place < 0) return damaged(&views);
        owned.scores[place] += number_at(list.counts, at, list.width);
    }
    for (Py_ssize_t at = 0; at < owned.held; at++) {
        if (owned.units[at] >= formula.size) return damaged(&views);
        owned.scores[at] = worth(&formula, owned.units[at], (uint32_t)owned.scores[at]);
    }
    result = coded_owners(&owned, log(((double)size + 1) / (double)(owned.held ? owned.held : 1)), size);
end:
    release(&views);
    return result;
}

/* highest_coded(units, scores, owners, size) -> the owners of units, `size` in all, by codes of the highest score of their
   units; a single score is that of all units; see `coded_owners` */
static PyObject *highest_coded(PyObject *self, PyObject *args) {
    PyObject *given[3], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, scored, owning, size;
    Owned owned;
    if (!PyArg_ParseTuple(args, "OOOn", &given[0], &given[1], &given[2], &size)) return NULL;
    const int32_t *units = elements(&views, given[0], 4, 0, &many);
    const double *scores = units ? elements(&views, given[1], 8, 0, &scored) : NULL;
    const int32_t *owners = scores ? elements(&views, given[2], 4, 0, &owning) : NULL;
    if (!owners || !make_owned(&owned, many, size)) goto end;
    if (scored != many && scored != 1) return damaged(&views);
    for (Py_ssize_t at = 0; at < many; at++) {
        const Py_ssize_t place = units[at] >= 0 && units[at] < owning ? place_of_owner(&owned, owners[units[at]]) : -1;
        if (place < 0) return damaged(&views);
        const double own = scores[scored == 1 ? 0 : at];
        if (own > owned.scores[place]) owned.scores[place] = own;
    }
    result = coded_owners(&owned, 1, size);
end:
    release(&views);
    return result;
}

/* Sets the bits of units, in ascending order, among `words` times 64, or clears them; returns whether all are among these. */
static int put_bits(uint64_t *bits, Py_ssize_t words, const int32_t *units, Py_ssize_t many, int is_set) {
    for (Py_ssize_t at = 0; at < many;) {
        const int32_t word = units[at] >> 6;
        uint64_t own = 0;
        if (word < 0) return 0;
        if (word >= words) return !is_set;
        for (; at < many && units[at] >> 6 == word; at++) own |= (uint64_t)1 << (units[at] & 63);
        if (is_set) bits[word] |= own;
        else bits[word] &= ~own;
    }
    return 1;
}

/* Puts down the bits of the units of each list, a row a list or all in one; returns how many words of 64 bits a row has, or -1
   with an exception. Behind the rows is room for as many units as the lists have together. */
static Py_ssize_t bits_of(PyObject *lists, int apart, uint64_t **bits, Py_ssize_t *all) {
    const Py_ssize_t rows = PyList_Size(lists);
    Py_ssize_t words = 0;
    int sound = rows >= 0;
    *bits = NULL;
    *all = 0;
    for (int pass = 0; sound && pass < 2; pass++) {
        const size_t size = 8 * (size_t)words * (size_t)(apart ? rows : 1);
        if (pass && !(*bits = (uint64_t *)room_for(size + 4 * (size_t)*all + 8))) return -1;
        if (pass) memset(*bits, 0, size);
        for (Py_ssize_t row = 0; sound && row < rows; row++) {
            Views views = {.used = 0};
            Py_ssize_t many;
            const int32_t *units = elements(&views, PyList_GetItem(lists, row), 4, 0, &many);
            if (!units) {
                release(&views);
                return -1;
            }
            if (pass) sound = put_bits(*bits + (apart ? row * words : 0), words, units, many, 1);
            else if (many && units[many - 1] / 64 >= words) words = units[many - 1] / 64 + 1;
            *all += pass ? 0 : many;
            release(&views);
        }
    }
    if (sound) return words;
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_IndexError, "a list is damaged");
    return -1;
}

static inline int lowest_bit(uint64_t bits) {
#if defined(__GNUC__)
    return __builtin_ctzll(bits);
#else
    int at = 0;
    while (!(bits >> at & 1)) at++;
    return at;
#endif
}

/* Puts down the units whose bits are set, in ascending order, and returns how many there are. */
static Py_ssize_t units_in(const uint64_t *bits, Py_ssize_t words, int32_t *units) {
    Py_ssize_t held = 0;
    for (Py_ssize_t at = 0; at < words; at++)
        for (uint64_t own = bits[at]; own; own &= own - 1) units[held++] = (int32_t)(64 * at + lowest_bit(own));
    return held;
}

/* united(lists, without) -> the units of any of some lists and not of another one, in ascending order as these are, as the
   bytes of an array */
static PyObject *united(PyObject *self, PyObject *args) {
    PyObject *lists, *without, *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, all;
    uint64_t *bits;
    if (!PyArg_ParseTuple(args, "OO", &lists, &without)) return NULL;
    const int32_t *others = elements(&views, without, 4, 0, &many);
    const Py_ssize_t words = others ? bits_of(lists, 0, &bits, &all) : -1;
    if (words >= 0 && !put_bits(bits, words, others, many, 0)) return damaged(&views);
    if (words >= 0) {
        int32_t *units = (int32_t *)(bits + words);
        result = PyBytes_FromStringAndSize((const char *)units, 4 * units_in(bits, words, units));
    }
    release(&views);
    return result;
}

/* highest(lists, scores) -> the units of some lists, which come by falling scores, in ascending order as these are, and the
   highest score of each, as the bytes of arrays */
static PyObject *highest(PyObject *self, PyObject *args) {
    PyObject *lists, *given, *units = NULL, *scores = NULL, *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t many, all, held = 0;
    uint64_t *bits;
    if (!PyArg_ParseTuple(args, "OO", &lists, &given)) return NULL;
    const double *score = elements(&views, given, 8, 0, &many);
    const Py_ssize_t words = score ? bits_of(lists, 1, &bits, &all) : -1;
    if (words < 0) goto end;
    if (many != PyList_Size(lists)) return damaged(&views);
    /* Each row with those before it, so that the last one has all. */
    for (Py_ssize_t at = words; at < many * words; at++) bits[at] |= bits[at - words];
    int32_t *own = (int32_t *)(bits + many * words);
    held = many ? units_in(bits + (many - 1) * words, words, own) : 0;
    units = PyBytes_FromStringAndSize((const char *)own, 4 * held);
    scores = units ? PyBytes_FromStringAndSize(NULL, 8 * held) : NULL;
    if (!scores) goto end;
    for (Py_ssize_t at = 0; at < held; at++) {
        Py_ssize_t row = 0;
        while (!(bits[row * words + own[at] / 64] >> own[at] % 64 & 1)) row++;
        ((double *)PyBytes_AsString(scores))[at] = score[row];
    }
    result = PyTuple_Pack(2, units, scores);
end:
    Py_XDECREF(units);
    Py_XDECREF(scores);
    release(&views);
    return result;
}

/* before(lists, places, table): how many units of each list, in ascending order, are below each place, a row a list */
static PyObject *before(PyObject *self, PyObject *args) {
    PyObject *lists, *given, *table;
    Views outer = {.used = 0}, views = {.used = 0};
    Py_ssize_t many, cells;
    if (!PyArg_ParseTuple(args, "OOO", &lists, &given, &table)) return NULL;
    const int32_t *places = elements(&outer, given, 4, 0, &many);
    int32_t *row = places ? elements(&outer, table, 4, 1, &cells) : NULL;
    const Py_ssize_t rows = row ? PyList_Size(lists) : -1;
    if (rows < 0) {
        release(&outer);
        return NULL;
    }
    if (cells != rows * many) return damaged(&outer);
    for (Py_ssize_t number = 0; number < rows; number++, row += many) {
        Py_ssize_t own = 0, found = 0;
        const int32_t *units = elements(&views, PyList_GetItem(lists, number), 4, 0, &own);
        if (!units) {
            release(&outer);
            return NULL;
        }
        for (Py_ssize_t at = 0; at < many; at++) {
            found = gallop(units, at && places[at] < places[at - 1] ? 0 : found, own, places[at]);
            row[at] = (int32_t)found;
        }
        release(&views);
    }
    release(&outer);
    Py_RETURN_NONE;
}

/* weigh(lists, weights, columns, units, sums): adds to the sum of each unit the weights of the lists that hold it, in their
   order; a list has a row of weights, of which that in the unit's column counts */
static PyObject *weigh(PyObject *self, PyObject *args) {
    PyObject *lists, *given[4];
    Views outer = {.used = 0}, views = {.used = 0};
    Py_ssize_t cells, many, others, filled;
    if (!PyArg_ParseTuple(args, "OOOOO", &lists, &given[0], &given[1], &given[2], &given[3])) return NULL;
    const double *weights = elements(&outer, given[0], 8, 0, &cells);
    const int32_t *columns = weights ? elements(&outer, given[1], 4, 0, &many) : NULL;
    const int32_t *units = columns ? elements(&outer, given[2], 4, 0, &others) : NULL;
    double *sums = units ? elements(&outer, given[3], 8, 1, &filled) : NULL;
    const Py_ssize_t rows = sums ? PyList_Size(lists) : -1;
    if (rows < 0) {
        release(&outer);
        return NULL;
    }
    const Py_ssize_t width = rows ? cells / rows : 0;
    int fits = others == many && filled == many;
    for (Py_ssize_t at = 0; fits && rows && at < many; at++) fits = (uint32_t)columns[at] < (size_t)width;
    if (!fits) return damaged(&outer);
    for (Py_ssize_t number = 0; number < rows; number++, weights += width) {
        Py_ssize_t own = 0, place = 0;
        const int32_t *held = elements(&views, PyList_GetItem(lists, number), 4, 0, &own);
        if (!held) {
            release(&outer);
            return NULL;
        }
        for (Py_ssize_t at = 0; at < many; at++) {
            place = gallop(held, at && units[at] < units[at - 1] ? 0 : place, own, units[at]);
            if (place < own && held[place] == units[at]) sums[at] += weights[columns[at]];
        }
        release(&views);
    }
    release(&outer);
    Py_RETURN_NONE;
}

/* look_up(lists, wanted, sums): adds to the sum of each wanted unit, in ascending order, what it scores by each list, which is
   a tuple of units, in ascending order, of what it gives each of them, or all, and of a weight */
static PyObject *look_up_in(PyObject *self, PyObject *args) {
    PyObject *lists, *wanted, *total;
    Views outer = {.used = 0}, views = {.used = 0};
    Py_ssize_t many, filled;
    if (!PyArg_ParseTuple(args, "OOO", &lists, &wanted, &total)) return NULL;
    const int32_t *units = elements(&outer, wanted, 4, 0, &many);
    double *sums = units ? elements(&outer, total, 8, 1, &filled) : NULL;
    const Py_ssize_t rows = sums ? PyList_Size(lists) : -1;
    if (rows < 0) {
        release(&outer);
        return NULL;
    }
    if (filled != many) return damaged(&outer);
    for (Py_ssize_t number = 0; number < rows; number++) {
        PyObject *list = PyList_GetItem(lists, number), *own[3] = {NULL};
        Py_ssize_t held = 0, given = 0, place = 0;
        for (int at = 0; at < 3 && (at == 0 || own[at - 1]); at++) own[at] = PyTuple_GetItem(list, at);
        const double weight = own[2] ? PyFloat_AsDouble(own[2]) : 0;
        const int32_t *holding = own[2] && !PyErr_Occurred() ? elements(&views, own[0], 4, 0, &held) : NULL;
        const double *scores = holding ? elements(&views, own[1], 8, 0, &given) : NULL;
        const int fits = scores && (given == held || given == 1);
        for (Py_ssize_t at = 0; fits && at < many; at++) {
            place = gallop(holding, at && units[at] < units[at - 1] ? 0 : place, held, units[at]);
            if (place < held && holding[place] == units[at]) sums[at] += weight * scores[given > 1 ? place : 0];
        }
        release(&views);
        if (!scores) release(&outer);
        if (!fits) return scores ? damaged(&outer) : NULL;
    }
    release(&outer);
    Py_RETURN_NONE;
}

/* add(lists, sums): adds to the sum of each unit what it scores by each list, which is a tuple as for `look_up` */
static PyObject *add_lists(PyObject *self, PyObject *args) {
    PyObject *lists, *total;
    Views outer = {.used = 0}, views = {.used = 0};
    Py_ssize_t many;
    if (!PyArg_ParseTuple(args, "OO", &lists, &total)) return NULL;
    double *sums = elements(&outer, total, 8, 1, &many);
    const Py_ssize_t rows = sums ? PyList_Size(lists) : -1;
    int fits = rows >= 0;
    for (Py_ssize_t number = 0; fits && number < rows; number++) {
        PyObject *list = PyList_GetItem(lists, number), *own[3] = {NULL};
        Py_ssize_t held = 0, given = 0;
        for (int at = 0; at < 3 && (at == 0 || own[at - 1]); at++) own[at] = PyTuple_GetItem(list, at);
        const double weight = own[2] ? PyFloat_AsDouble(own[2]) : 0;
        const int32_t *holding = own[2] && !PyErr_Occurred() ? elements(&views, own[0], 4, 0, &held) : NULL;
        const double *scores = holding ? elements(&views, own[1], 8, 0, &given) : NULL;
        fits = scores && (given == held || given == 1);
        for (Py_ssize_t at = 0; fits && at < held; at++) {
            fits = (uint32_t)holding[at] < (size_t)many;
            if (fits) sums[holding[at]] += weight * scores[given > 1 ? at : 0];
        }
        release(&views);
        if (scores && !fits) return damaged(&outer);
    }
    release(&outer);
    return fits ? Py_NewRef(Py_None) : NULL;
}

/* kept(numbers, holders, flags, shift) -> two bits for each number as bytes: those at its place, which is the rest by the number
   of places, or 0 where another number has the place */
static PyObject *kept(PyObject *self, PyObject *args) {
    PyObject *given[3];
    Views views = {.used = 0};
    Py_ssize_t many, places, filled;
    int shift;
    if (!PyArg_ParseTuple(args, "OOOi", &given[0], &given[1], &given[2], &shift)) return NULL;
    const int32_t *numbers = elements(&views, given[0], 4, 0, &many);
    const int32_t *holders = numbers ? elements(&views, given[1], 4, 0, &places) : NULL;
    const uint8_t *flags = holders ? elements(&views, given[2], 1, 0, &filled) : NULL;
    PyObject *result = flags ? PyBytes_FromStringAndSize(NULL, many) : NULL;
    if (result && filled == places && shift >= 0 && shift < 8) {
        uint8_t *found = (uint8_t *)PyBytes_AsString(result);
        for (Py_ssize_t at = 0; at < many; at++) {
            const Py_ssize_t place = places && numbers[at] >= 0 ? numbers[at] % places : -1;
            found[at] = place >= 0 && holders[place] == numbers[at] ? flags[place] >> shift & 3 : 0;
        }
    } else if (result) {
        Py_DECREF(result);
        return damaged(&views);
    }
    release(&views);
    return result;
}

/* any_in(units, start, stop) -> whether one of the units, in ascending order, is from `start` up to `stop` */
static PyObject *any_in(PyObject *self, PyObject *args) {
    PyObject *given;
    Views views = {.used = 0};
    Py_ssize_t high, low = 0, start, stop;
    if (!PyArg_ParseTuple(args, "Onn", &given, &start, &stop)) return NULL;
    const int32_t *units = elements(&views, given, 4, 0, &high);
    if (!units) return NULL;
    const Py_ssize_t many = high;
    while (low < high) {
        const Py_ssize_t middle = low + (high - low) / 2;
        if (units[middle] < start) low = middle + 1;
        else high = middle;
    }
    const int found = low < many && units[low] < stop;
    release(&views);
    return PyBool_FromLong(found);
}

/* weighted(rows, weights, sums): the sum of some rows, one at least, each times its weight, in their order */
static PyObject *weighted(PyObject *self, PyObject *args) {
    PyObject *rows, *given, *total;
    Views outer = {.used = 0}, views = {.used = 0};
    Py_ssize_t many, held;
    if (!PyArg_ParseTuple(args, "OOO", &rows, &given, &total)) return NULL;
    double *sums = elements(&outer, total, 8, 1, &many);
    const double *weights = sums ? elements(&outer, given, 8, 0, &held) : NULL;
    if (!weights || PyList_Size(rows) < 0) {
        release(&outer);
        return NULL;
    }
    if (PyList_Size(rows) != held) return damaged(&outer);
    for (Py_ssize_t number = 0; number < held; number++) {
        Py_ssize_t own = 0;
        const double *row = elements(&views, PyList_GetItem(rows, number), 8, 0, &own), weight = weights[number];
        const int fits = row && own == many;
        for (Py_ssize_t at = 0; fits && at < many; at++) sums[at] = number ? sums[at] + row[at] * weight : row[at] * weight;
        release(&views);
        if (!row) release(&outer);
        if (!fits) return row ? damaged(&outer) : NULL;
    }
    release(&outer);
    Py_RETURN_NONE;
}

/* rarities(counts, sizes, factors, words, weights): what each term weighs in each document, a row a term: its factor times
   ln((size + 1) / (count + .5)) for so many sentences and of these so many with the term; 0, or more, and 0 for a term that
   none holds and that is not one of the first `words` */
static PyObject *rarities(PyObject *self, PyObject *args) {
    PyObject *given[4];
    Views views = {.used = 0};
    Py_ssize_t cells, many, rows, filled, words;
    if (!PyArg_ParseTuple(args, "OOOnO", &given[0], &given[1], &given[2], &words, &given[3])) return NULL;
    const int32_t *count = elements(&views, given[0], 4, 0, &cells);
    const int32_t *sizes = count ? elements(&views, given[1], 4, 0, &many) : NULL;
    const double *factors = sizes ? elements(&views, given[2], 8, 0, &rows) : NULL;
    double *weight = factors ? elements(&views, given[3], 8, 1, &filled) : NULL;
    if (!weight) {
        release(&views);
        return NULL;
    }
    if (cells != rows * many || filled != cells) return damaged(&views);
    for (Py_ssize_t row = 0; row < rows; row++) {
        for (Py_ssize_t at = 0; at < many; at++, count++, weight++) {
            const double found = *count || row < words ? factors[row] * log((sizes[at] + 1) / (*count + 0.5)) : 0;
            *weight = found > 0 ? found : 0;
        }
    }
    release(&views);
    Py_RETURN_NONE;
}

/* slices(first, numbers) -> the numbers from `first[n]` up to `first[n + 1]` for each n, in a row, and where those of each
   begin, as the bytes of arrays of int32 */
static PyObject *slices(PyObject *self, PyObject *args) {
    PyObject *given[2];
    Views views = {.used = 0};
    Py_ssize_t size, many;
    int64_t total = 0;
    if (!PyArg_ParseTuple(args, "OO", &given[0], &given[1])) return NULL;
    const int32_t *first = elements(&views, given[0], 4, 0, &size);
    const int32_t *numbers = first ? elements(&views, given[1], 4, 0, &many) : NULL;
    if (!numbers) {
        release(&views);
        return NULL;
    }
    for (Py_ssize_t at = 0; at < many; at++) {
        const Py_ssize_t number = numbers[at];
        if (number < 0 || number + 1 >= size || first[number + 1] < first[number]) return damaged(&views);
        total += first[number + 1] - first[number];
    }
    PyObject *own = PyBytes_FromStringAndSize(NULL, 4 * total), *starts = PyBytes_FromStringAndSize(NULL, 4 * many);
    if (own && starts) {
        int32_t *units = (int32_t *)PyBytes_AsString(own), *begin = (int32_t *)PyBytes_AsString(starts);
        int32_t held = 0;
        for (Py_ssize_t at = 0; at < many; at++) {
            begin[at] = held;
            for (int32_t unit = first[numbers[at]]; unit < first[numbers[at] + 1]; unit++) units[held++] = unit;
        }
    }
    release(&views);
    PyObject *result = own && starts ? PyTuple_Pack(2, own, starts) : NULL;
    Py_XDECREF(own);
    Py_XDECREF(starts);
    return result;
}

/* counts_in(lists, units, table): the count by each list, of entries or packed with its marks, of each unit, which are in
   ascending order, a row a list */
static PyObject *counts_in(PyObject *self, PyObject *args) {
    PyObject *lists, *wanted, *table;
    Views outer = {.used = 0}, views = {.used = 0};
    Py_ssize_t many, cells;
    if (!PyArg_ParseTuple(args, "OOO", &lists, &wanted, &table)) return NULL;
    const int32_t *units = elements(&outer, wanted, 4, 0, &many);
    double *row = units ? elements(&outer, table, 8, 1, &cells) : NULL;
    const Py_ssize_t rows = row ? PyList_Size(lists) : -1;
    if (rows < 0) {
        release(&outer);
        return NULL;
    }
    if (cells != rows * many) return damaged(&outer);
    for (Py_ssize_t number = 0; number < rows; number++, row += many) {
        PyObject *list = PyList_GetItem(lists, number), *first = PyTuple_GetItem(list, 0), *second = PyTuple_GetItem(list, 1);
        Py_ssize_t own = 0, counted = 0, place = 0;
        void *held = first && second ? elements(&views, first, 0, 0, &own) : NULL;
        void *counts = held ? elements(&views, second, 0, 0, &counted) : NULL;
        if (!counts) {
            release(&views);
            release(&outer);
            return NULL;
        }
        const int is_packed = views.view[0].itemsize == 1, width = (int)views.view[1].itemsize;
        Packed packed = {.many = 0};
        Marks marks = {NULL, NULL, NULL};
        if (is_packed ? width != 4 || !read_marked(held, own, counts, counted, &packed, &marks)
                      : views.view[0].itemsize != 4 || counted < own) {
            release(&outer);
            return damaged(&views);
        }
        if (is_packed) counts_of(&packed, marks, units, many, row);
        for (Py_ssize_t at = 0; !is_packed && at < many; at++) {
            place = gallop(held, place, own, units[at]);
            row[at] = place < own && ((int32_t *)held)[place] == units[at] ? number_at(counts, place, width) : 0;
        }
        release(&views);
    }
    release(&outer);
    Py_RETURN_NONE;
}

/* Returns the count of a term in a unit: in one column, in that and the one before it, or in several from one on. */
static inline double count_at(const double *row, Py_ssize_t at, Py_ssize_t columns, const uint8_t *follows,
                              const int32_t *firsts, Py_ssize_t many) {
    if (!firsts) return follows && at && follows[at] ? row[at] + row[at - 1] : row[at];
    double count = 0;
    const Py_ssize_t end = at + 1 < many ? firsts[at + 1] : columns;
    for (Py_ssize_t column = firsts[at]; column < end; column++) count += row[column];
    return count;
}

static int are_ascending(const int32_t *firsts, Py_ssize_t many, Py_ssize_t columns) {
    for (Py_ssize_t at = 0; at < many; at++)
        if (firsts[at] < (at ? firsts[at - 1] : 0) || firsts[at] > columns) return 0;
    return 1;
}

/* scores(table, rows, units, formula, idfs, weights, follows or None, firsts or None, out): the sums of what the terms
   of some rows of a table of counts are worth; see `count_at` */
static PyObject *scores(PyObject *self, PyObject *args) {
    PyObject *given[9];
    Views views = {.used = 0};
    Py_ssize_t cells, many, rows, known, weighed, filled, following = 0, beginning = 0;
    const uint8_t *follows = NULL;
    const int32_t *firsts = NULL;
    Formula formula;
    if (!PyArg_ParseTuple(args, "OOOOOOOOO", &given[0], &given[1], &given[2], &given[3], &given[4], &given[5],
                          &given[6], &given[7], &given[8]))
        return NULL;
    const double *table = elements(&views, given[0], 8, 0, &cells);
    const int32_t *numbers = table ? elements(&views, given[1], 4, 0, &rows) : NULL;
    const int32_t *units = numbers ? elements(&views, given[2], 4, 0, &many) : NULL;
    const double *idfs = units ? elements(&views, given[4], 8, 0, &known) : NULL;
    const double *weights = idfs ? elements(&views, given[5], 8, 0, &weighed) : NULL;
    double *out = weights ? elements(&views, given[8], 8, 1, &filled) : NULL;
    if (!out || !read_formula(given[3], &views, &formula)
        || (given[6] != Py_None && !(follows = elements(&views, given[6], 1, 0, &following)))
        || (given[7] != Py_None && !(firsts = elements(&views, given[7], 4, 0, &beginning)))) {
        release(&views);
        return NULL;
    }
    const Py_ssize_t columns = views.view[0].ndim == 2 ? views.view[0].shape[1] : 0;
    const int fits = firsts ? beginning == many && are_ascending(firsts, many, columns) : columns == many;
    if (!fits || (follows && following != many) || known != rows || weighed != rows || filled != many)
        return damaged(&views);
    for (Py_ssize_t at = 0; at < many; at++) {
        if ((uint32_t)units[at] >= (size_t)formula.size) return damaged(&views);
        out[at] = 0;
    }
    for (Py_ssize_t number = 0; number < rows; number++) {
        if (numbers[number] < 0 || (numbers[number] + 1) * columns > cells) return damaged(&views);
        const double *row = table + numbers[number] * columns;
        for (Py_ssize_t at = 0; at < many; at++) {
            const double count = count_at(row, at, columns, follows, firsts, many);
            if (count != 0) out[at] += worth(&formula, units[at], (uint32_t)count) * idfs[number] * weights[number];
        }
    }
    release(&views);
    Py_RETURN_NONE;
}

/* A term of a query: its list, what it gives at most, and with the terms after it. `units` are those of its list as far
   as it was added up. */
typedef struct {
    Packed list;
    Marks marks;
    int32_t *units;
    double idf, weight, most, rest;
    int number;
} Term;

typedef struct {
    double score;
    int32_t unit;
} Scored;

/* Scores fall, and units of equal scores rise. */
static int in_order(const void *one, const void *other) {
    const Scored *a = one, *b = other;
    if (a->score != b->score) return a->score < b->score ? 1 : -1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static int by_unit(const void *one, const void *other) {
    const Scored *a = one, *b = other;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

/* Puts a scored unit among the best `count`, the worst of which is at the top of a heap. */
static void keep_best(Scored *heap, Py_ssize_t *held, Py_ssize_t count, Scored one) {
    Py_ssize_t at;
    if (*held < count) {
        for (at = (*held)++; at && in_order(&heap[(at - 1) / 2], &one) < 0; at = (at - 1) / 2)
            heap[at] = heap[(at - 1) / 2];
        heap[at] = one;
        return;
    }
    if (in_order(&one, &heap[0]) > 0) return;
    for (at = 0;;) {
        Py_ssize_t child = 2 * at + 1;
        if (child >= count) break;
        if (child + 1 < count && in_order(&heap[child + 1], &heap[child]) > 0) child++;
        if (in_order(&heap[child], &one) < 0) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = one;
}

/* Scored units, in memory that grows; `failed` where it could not. */
typedef struct {
    Scored *own;
    Py_ssize_t held, room;
    int failed;
} Gathered;

static inline void gather(Gathered *found, double score, int32_t unit) {
    if (found->held == found->room) {
        const Py_ssize_t room = found->room ? 2 * found->room : 1024;
        Scored *own = realloc(found->own, room * sizeof *own);
        if (!own) {
            found->failed = 1;
            return;
        }
        found->own = own;
        found->room = room;
    }
    found->own[found->held++] = (Scored){score, unit};
}

/* Gathers a unit that no other list is to find again. */
static inline void gather_once(Gathered *found, double *sums, int32_t unit) {
    gather(found, sums[unit], unit);
    sums[unit] = -sums[unit];
}

/* Returns whether one of some sums, none below 0 but what is -inf, is not below `least`. Numbers that are not below 0
   are in the order of their bits, which many are compared by at once. */
static inline int reaches(const double *sums, Py_ssize_t many, double least) {
    uint64_t below = UINT64_MAX, bits, bound;
    memcpy(&bound, &least, sizeof bound);
    /* A constant number makes no branch. */
    if (many == BLOCK) {
        for (int at = 0; at < BLOCK; at++) {
            memcpy(&bits, &sums[at], sizeof bits);
            below &= bits - bound;
        }
        return !(below >> 63);
    }
    for (Py_ssize_t at = 0; at < many; at++) {
        memcpy(&bits, &sums[at], sizeof bits);
        below &= bits - bound;
    }
    return !(below >> 63);
}

/* A postings list by codes, as `CodedList` has it. */
typedef struct {
    const uint8_t *codes;
    const uint16_t *lows;
    const int32_t *turns;
    double step;
} Coded;

/* Reads a list of some of `size` units; returns whether it is sound, or sets an exception. */
static int read_coded(PyObject *given, Views *views, Py_ssize_t size, Coded *list) {
    PyObject *own[3];
    Py_ssize_t many, held, edges;
    if (!PyArg_ParseTuple(given, "OdOO", &own[0], &list->step, &own[1], &own[2])) return 0;
    if (!(list->codes = elements(views, own[0], 1, 0, &many))) return 0;
    int sound = many == size;
    list->lows = NULL;
    if (own[1] != Py_None) {
        if (!(list->lows = elements(views, own[1], 2, 0, &held))) return 0;
        if (!(list->turns = elements(views, own[2], 4, 0, &edges))) return 0;
        sound = held == many && edges == (size + TURN - 1) / TURN + 1;
        for (Py_ssize_t at = 0; sound && at < edges; at++)
            sound = list->turns[at] >= (at ? list->turns[at - 1] : 0) && list->turns[at] <= many;
    }
    if (!sound) PyErr_SetString(PyExc_IndexError, "a list is damaged");
    return sound;
}

/* Adds what a list gives the units of a turn to their sums; `worth` is what each code stands for. */
static inline void add_turn(const Coded *list, Py_ssize_t turn, Py_ssize_t size, double *sums, const double *worth) {
    const double step = list->step;
    const uint8_t *codes = list->codes;
    if (!list->lows) {
        for (Py_ssize_t at = 0; at < size; at++) sums[at] += codes[turn * TURN + at] * step;
        return;
    }
    const Py_ssize_t last = list->turns[turn + 1];
    for (Py_ssize_t at = list->turns[turn]; at < last; at++) sums[list->lows[at]] += worth[codes[at]];
}

/* add_coded(lists, size, is_afresh, sums): adds what lists of codes give to the sums of `size` units, or sets these; there is
   room for whole turns. The sums of a turn stay in the cache while all lists are added to them. */
static PyObject *add_coded(PyObject *self, PyObject *args) {
    PyObject *given, *total, *result = NULL;
    Views outer = {.used = 0};
    Py_ssize_t size, room;
    int is_afresh;
    if (!PyArg_ParseTuple(args, "OnpO", &given, &size, &is_afresh, &total)) return NULL;
    double *sums = elements(&outer, total, 8, 1, &room);
    const Py_ssize_t many = sums ? PyList_Size(given) : -1;
    if (many < 0) {
        release(&outer);
        return NULL;
    }
    Views *views = calloc(many + 1, sizeof *views);
    Coded *lists = calloc(many + 1, sizeof *lists);
    double(*worths)[ESCAPE + 1] = (double(*)[ESCAPE + 1])room_for((many + 1) * sizeof *worths);
    int sound = views && lists && worths;
    if (!sound) PyErr_NoMemory();
    if (sound && room / TURN < (size + TURN - 1) / TURN) {
        PyErr_SetString(PyExc_IndexError, "no room for the sums");
        sound = 0;
    }
    for (Py_ssize_t at = 0; sound && at < many; at++) {
        sound = read_coded(PyList_GetItem(given, at), &views[at], size, &lists[at]);
        for (int code = 0; sound && code <= ESCAPE; code++) worths[at][code] = code * lists[at].step;
    }
    for (Py_ssize_t turn = 0; sound && turn * TURN < size; turn++) {
        const Py_ssize_t first = turn * TURN, own = size - first < TURN ? size - first : TURN;
        /* What a damaged list gives to units that there are not comes to no unit. */
        if (is_afresh) memset(sums + first, 0, TURN * sizeof *sums);
        for (Py_ssize_t at = 0; at < many; at++) add_turn(&lists[at], turn, own, sums + first, worths[at]);
    }
    if (sound) result = Py_NewRef(Py_None);
    for (Py_ssize_t at = 0; views && at < many; at++) release(&views[at]);
    free(lists);
    free(views);
    release(&outer);
    return result;
}

/* reaching(sums, size, least, count) -> the units whose sums are not below `least`, which is above 0, in ascending order, and
   these sums, as the bytes of arrays; if a count is above 0, no more than so many with the highest, of equal ones the first */
static PyObject *reaching(PyObject *self, PyObject *args) {
    PyObject *total, *units = NULL, *scores = NULL, *result = NULL;
    Views views = {.used = 0};
    Gathered found = {NULL, 0, 0, 0};
    Py_ssize_t size, room, count;
    double least;
    if (!PyArg_ParseTuple(args, "Ondn", &total, &size, &least, &count)) return NULL;
    const double *sums = elements(&views, total, 8, 0, &room);
    if (!sums) {
        release(&views);
        return NULL;
    }
    if (room < size) return damaged(&views);
    if (count > 0 && !(found.own = malloc(count * sizeof *found.own))) {
        release(&views);
        return PyErr_NoMemory();
    }
    for (Py_ssize_t block = 0; block < size; block += BLOCK) {
        const Py_ssize_t end = block + BLOCK < size ? block + BLOCK : size;
        if (!reaches(sums + block, end - block, least)) continue;
        for (Py_ssize_t at = block; at < end; at++) {
            if (sums[at] < least) continue;
            if (count < 1) {
                gather(&found, sums[at], (int32_t)at);
                continue;
            }
            keep_best(found.own, &found.held, count, (Scored){sums[at], (int32_t)at});
            if (found.held == count) least = found.own[0].score;
        }
    }
    if (found.failed) PyErr_NoMemory();
    else if ((units = PyByteArray_FromStringAndSize(NULL, 4 * found.held))
             && (scores = PyByteArray_FromStringAndSize(NULL, 8 * found.held))) {
        if (count > 0) qsort(found.own, found.held, sizeof *found.own, by_unit);
        for (Py_ssize_t at = 0; at < found.held; at++) {
            ((int32_t *)PyByteArray_AsString(units))[at] = found.own[at].unit;
            ((double *)PyByteArray_AsString(scores))[at] = found.own[at].score;
        }
        result = PyTuple_Pack(2, units, scores);
    }
    Py_XDECREF(units);
    Py_XDECREF(scores);
    free(found.own);
    release(&views);
    return result;
}

/* add_codes(list, size, units, sums): adds what a list of codes of `size` units gives some of them, in ascending order */
static PyObject *add_codes(PyObject *self, PyObject *args) {
    PyObject *given[3], *result = NULL;
    Views views = {.used = 0};
    Py_ssize_t size, many, filled, at = 0, place = 0;
    Coded list;
    if (!PyArg_ParseTuple(args, "OnOO", &given[0], &size, &given[1], &given[2])) return NULL;
    const int32_t *units = read_coded(given[0], &views, size, &list) ? elements(&views, given[1], 4, 0, &many) : NULL;
    double *sums = units ? elements(&views, given[2], 8, 1, &filled) : NULL;
    for (; sums && filled == many && at < many; at++) {
        if (units[at] < (at ? units[at - 1] : 0) || units[at] >= size) break;
        if (!list.lows) {
            sums[at] += list.codes[units[at]] * list.step;
            continue;
        }
        const Py_ssize_t turn = units[at] / TURN, low = units[at] % TURN, last = list.turns[turn + 1];
        if (place < list.turns[turn]) place = list.turns[turn];
        /* Steps double until they pass the unit. */
        Py_ssize_t high = place;
        for (Py_ssize_t step = 1; high < last && list.lows[high] < low; step *= 2) {
            place = high + 1;
            high += step;
        }
        if (high > last) high = last;
        while (place < high) {
            const Py_ssize_t middle = place + (high - place) / 2;
            if (list.lows[middle] < low) place = middle + 1;
            else high = middle;
        }
        if (place < last && list.lows[place] == low) sums[at] += list.codes[place] * list.step;
    }
    if (sums && at == many && filled == many) result = Py_NewRef(Py_None);
    else if (sums) PyErr_SetString(PyExc_IndexError, "units do not rise");
    release(&views);
    return result;
}

/* Adds what a term gives to the sums of all units, or only to those that are gathered, whose sums are negative. */
static inline void add_by(const Term *term, const Formula *formula, double *sums, int only_gathered, int width) {
    const Packed *list = &term->list;
    const uint8_t *large = list->large;
    uint8_t counts[PART];
    for (Py_ssize_t part = 0, at = 0; at < list->many; part++, at += PART) {
        const int many = list->many - at < PART ? (int)(list->many - at) : PART;
        const int32_t *units = term->units + at;
        if (!unpack_part(list, term->marks, part, term->units + at, counts)) {
            for (int own = 0; own < many; own++) {
                const int32_t unit = units[own];
                const double gain = term->weight * (term->idf * formula->few[number_at(formula->lengths, unit, width)]);
                if (!only_gathered) sums[unit] += gain;
                else if (sums[unit] < 0) sums[unit] -= gain;
            }
            continue;
        }
        for (int own = 0; own < many; own++) {
            const int32_t unit = units[own];
            uint32_t count = counts[own];
            if (!count) {
                count = number_at(large, 0, 4);
                large += 4;
            }
            if (only_gathered && !(sums[unit] < 0)) continue;
            const double gain = term->weight * (term->idf * worth_by(formula, unit, count, width));
            sums[unit] += only_gathered ? -gain : gain;
        }
    }
}

static void add(const Term *term, const Formula *formula, double *sums, int only_gathered) {
    if (only_gathered) add_by(term, formula, sums, 1, formula->width);
    else if (formula->width == 1) add_by(term, formula, sums, 0, 1);
    else if (formula->width == 2) add_by(term, formula, sums, 0, 2);
    else add_by(term, formula, sums, 0, 4);
}

/* Adds what a term gives to scored units in ascending order. */
static void look_up(const Term *term, const Formula *formula, Scored *units, Py_ssize_t many) {
    const Py_ssize_t parts = parts_of(term->list.many);
    Opened opened = {.part = -1};
    Py_ssize_t part = 0;
    for (Py_ssize_t at = 0; at < many; at++) {
        part = gallop(term->marks.units + 1, part, parts, units[at].unit);
        const uint32_t count = count_in(&term->list, term->marks, part, units[at].unit, &opened);
        if (count) units[at].score += term->weight * (term->idf * worth(formula, units[at].unit, count));
    }
}

/* Returns a score that `count` units reach: the best by the sums, completed. 0 if there are not so many. */
static double floor_of(Term *terms, Py_ssize_t added, Py_ssize_t many, const Formula *formula, double *sums,
                       double least, Py_ssize_t count, Gathered *found, Scored *heap) {
    Py_ssize_t held = 0;
    if (least < TINY) least = TINY;
    found->held = 0;
    for (Py_ssize_t number = 0; number < added; number++) {
        for (Py_ssize_t at = 0; at < terms[number].list.many; at++) {
            const int32_t unit = terms[number].units[at];
            if (sums[unit] < least) continue;
            keep_best(heap, &held, count, (Scored){sums[unit], unit});
            gather_once(found, sums, unit);
            if (held == count && heap[0].score > least) least = heap[0].score;
        }
    }
    for (Py_ssize_t at = 0; at < found->held; at++) sums[found->own[at].unit] = found->own[at].score;
    if (held < count) return 0;
    qsort(heap, held, sizeof *heap, by_unit);
    for (Py_ssize_t number = added; number < many; number++) look_up(&terms[number], formula, heap, held);
    double floor = heap[0].score;
    for (Py_ssize_t at = 1; at < held; at++)
        if (heap[at].score < floor) floor = heap[at].score;
    return floor;
}

/* Returns the number of the best units, which `heap` begins with, in order.

   The shortest lists are added up. Once the ones left cannot bring a new unit among the best, they are only looked up
   for the units that may still be (MaxScore: Turtle and Flood, "Query evaluation: strategies and optimizations",
   1995). */
static Py_ssize_t best_of(Term *terms, Py_ssize_t many, const Formula *formula, double *sums, Py_ssize_t count,
                          Gathered *found, Scored *heap) {
    double floor = 0;
    Py_ssize_t added = 0, gone_through = 0, looked = 0, held = 0;
    for (; added < many; added++) {
        const Term *term = &terms[added];
        const int enough = floor * EXACT > term->rest;
        if (added && (enough ? gone_through > looked : term->list.many > gone_through)) {
            looked = gone_through;
            const double known =
                floor_of(terms, added, many, formula, sums, floor * EXACT - term->rest, count, found, heap);
            if (known > floor) floor = known;
            if (floor * EXACT > term->rest) break;
        }
        if (enough) break;
        add(term, formula, sums, 0);
        gone_through += term->list.many;
    }
    double least = floor * EXACT - terms[added].rest;
    if (least < TINY) least = TINY;
    found->held = 0;
    const int is_dense = gone_through > formula->size / 8;
    for (Py_ssize_t block = 0; is_dense && block < formula->size; block += BLOCK) {
        const Py_ssize_t end = block + BLOCK < formula->size ? block + BLOCK : formula->size;
        if (!reaches(sums + block, end - block, least)) continue;
        for (Py_ssize_t unit = block; unit < end; unit++)
            if (sums[unit] >= least) gather_once(found, sums, (int32_t)unit);
    }
    for (Py_ssize_t number = 0; !is_dense && number < added; number++)
        for (Py_ssize_t at = 0; at < terms[number].list.many; at++)
            if (sums[terms[number].units[at]] >= least) gather_once(found, sums, terms[number].units[at]);
    int is_sorted = is_dense;
    for (Py_ssize_t number = added; number < many; number++) {
        Py_ssize_t kept = 0;
        least = floor * EXACT - terms[number].rest;
        for (Py_ssize_t at = 0; at < found->held; at++)
            if (found->own[at].score >= least) found->own[kept++] = found->own[at];
        found->held = kept;
        const Term *term = &terms[number];
        if (kept * FEW > term->list.many) {
            add(term, formula, sums, 1);
            for (Py_ssize_t at = 0; at < kept; at++) found->own[at].score = -sums[found->own[at].unit];
            continue;
        }
        /* From here on lists are longer, and units no more. */
        if (!is_sorted) qsort(found->own, kept, sizeof *found->own, by_unit);
        is_sorted = 1;
        look_up(term, formula, found->own, kept);
    }
    for (Py_ssize_t at = 0; at < found->held; at++) keep_best(heap, &held, count, found->own[at]);
    qsort(heap, held, sizeof *heap, in_order);
    if (is_dense) memset(sums, 0, formula->size * sizeof *sums);
    for (Py_ssize_t number = 0; !is_dense && number < added; number++)
        for (Py_ssize_t at = 0; at < terms[number].list.many; at++) sums[terms[number].units[at]] = 0;
    return held;
}

/* The lists of terms: the terms in ascending order, and the bytes of all lists. */
typedef struct {
    const uint8_t *blob, *data;
    Py_ssize_t written, packed;
    Steps terms, lists;
} Lists;

static int read_lists(PyObject *given, Views *views, Views *others, Lists *lists) {
    PyObject *own[4];
    if (!PyArg_ParseTuple(given, "OOOO", &own[0], &own[1], &own[2], &own[3])) return 0;
    if (!(lists->blob = elements(views, own[0], 1, 0, &lists->written))) return 0;
    if (!(lists->data = elements(others, own[2], 1, 0, &lists->packed))) return 0;
    if (!read_steps(own[1], views, &lists->terms) || !read_steps(own[3], others, &lists->lists)) return 0;
    if (lists->terms.many == lists->lists.many) return 1;
    PyErr_SetString(PyExc_IndexError, "a list is damaged");
    return 0;
}

/* Reads the list of a term, given by its bytes, and its weight; returns 1, 0 if no unit holds it, or -1 if it is
   damaged. */
static int read_term(const Lists *lists, const Formula *formula, const char *written, Py_ssize_t length, Term *term) {
    int same;
    const Py_ssize_t at = place_of(lists->blob, lists->written, &lists->terms, written, length, &same);
    if (at < 0) return -1;
    if (!same) return 0;
    const int64_t start = start_of(&lists->lists, at), size = size_of(&lists->lists, at);
    if (start < 0 || size < 1 || start > lists->packed || size > lists->packed - start) return -1;
    if (!read_packed(lists->data + start, (Py_ssize_t)size, &term->list) || !term->list.many) return -1;
    term->idf = log(((double)formula->size + 1) / (double)term->list.many);
    return 1;
}

/* Sets the marks of the list of a term, and what it gives at most; returns whether the list is sound. */
static int measured(Term *term, const Formula *formula) {
    Packed *list = &term->list;
    if (!marked(list, term->marks) || term->marks.units[parts_of(list->many)] >= formula->size) return 0;
    uint8_t most = 0;
    Py_ssize_t large = 0;
    for (const uint8_t *count = list->again; count < list->large; count++) most = *count > most ? *count : most;
    for (const uint8_t *count = list->again; most == ESCAPE && count < list->large; count++) large += *count == ESCAPE;
    if ((list->end - list->large) / 4 < large) return 0;
    /* A term is worth most in the shortest unit; no count makes it worth `times`. */
    const double norm = formula->norms[0], count = 1.0 + most;
    const double worth = most < ESCAPE ? count * formula->times / (norm + count) : formula->times;
    term->most = term->weight * term->idf * worth;
    return 1;
}

static int shorter(const void *one, const void *other) {
    const Term *a = one, *b = other;
    if (a->list.many != b->list.many) return a->list.many < b->list.many ? -1 : 1;
    return a->number - b->number;
}

/* Gives each term room for its list and the marks of it; returns whether there is enough, or sets an exception. */
static int make_room(Term *terms, Py_ssize_t many) {
    size_t needed = 0;
    for (Py_ssize_t at = 0; at < many; at++) needed += marks_size(terms[at].list.many) + 4 * (size_t)terms[at].list.many;
    uint8_t *memory = room_for(needed + 1);
    for (Py_ssize_t at = 0; at < many && memory; at++) {
        const Py_ssize_t own = terms[at].list.many;
        terms[at].marks = marks_at(memory, own);
        terms[at].units = (int32_t *)(memory + marks_size(own));
        memory += marks_size(own) + 4 * (size_t)own;
    }
    return memory != NULL;
}

/* top([(term, weight)], lists, formula, count, sums, units, scores) -> the number of the best units, which are put
   there; `sums` are 0 before and after */
static PyObject *top(PyObject *self, PyObject *args) {
    PyObject *given[6], *result = NULL;
    Views views = {.used = 0}, others = {.used = 0};
    Py_ssize_t count, size, room, rooms, held = 0, many = 0;
    Gathered found = {NULL, 0, 0, 0};
    Formula formula;
    Lists lists;
    if (!PyArg_ParseTuple(args, "OOOnOOO", &given[0], &given[1], &given[2], &count, &given[3], &given[4], &given[5]))
        return NULL;
    const Py_ssize_t asked = PyList_Size(given[0]);
    if (asked < 0) return NULL;
    Term *terms = calloc(asked + 1, sizeof *terms);
    Scored *heap = malloc((count > 0 ? count : 1) * sizeof *heap);
    if (!terms || !heap) {
        PyErr_NoMemory();
        goto end;
    }
    double *sums = elements(&views, given[3], 8, 1, &size);
    int32_t *units = sums ? elements(&others, given[4], 4, 1, &room) : NULL;
    double *scores = units ? elements(&others, given[5], 8, 1, &rooms) : NULL;
    if (!scores || !read_formula(given[2], &others, &formula) || !read_lists(given[1], &views, &others, &lists))
        goto end;
    if (room < count || rooms < count || count < 1 || size < formula.size) held = -1;
    for (Py_ssize_t at = 0; at < asked && held >= 0; at++) {
        const char *written;
        Py_ssize_t length;
        if (!PyArg_ParseTuple(PyList_GetItem(given[0], at), "y#d", &written, &length, &terms[many].weight)) goto end;
        const int known = read_term(&lists, &formula, written, length, &terms[many]);
        if (known < 0) held = -1;
        terms[many].number = (int)at;
        many += known > 0;
    }
    if (held >= 0) {
        qsort(terms, many, sizeof *terms, shorter);
        if (!make_room(terms, many)) goto end;
        terms[many].rest = 0;
        for (Py_ssize_t at = many - 1; at >= 0 && held >= 0; at--) {
            held = measured(&terms[at], &formula) ? 0 : -1;
            terms[at].rest = terms[at + 1].rest + terms[at].most;
        }
        if (held >= 0) held = best_of(terms, many, &formula, sums, count, &found, heap);
    }
    for (Py_ssize_t at = 0; at < held; at++) {
        units[at] = heap[at].unit;
        scores[at] = heap[at].score;
    }
    if (held < 0) PyErr_SetString(PyExc_IndexError, "a list is damaged");
    else if (found.failed) PyErr_NoMemory();
    else result = PyLong_FromSsize_t(held);
end:
    free(found.own);
    free(terms);
    free(heap);
    release(&views);
    release(&others);
    return result;
}

/* What is called with how many values; raised with each change of that, so that an older build is not used. */
static PyObject *contract(PyObject *module, PyObject *nothing) {
    (void)module;
    (void)nothing;
    return PyLong_FromLong(18);
}

/* Loops over characters, in _texts.c. */
PyObject *text_lines(PyObject *, PyObject *);
PyObject *text_marks(PyObject *, PyObject *);
PyObject *text_enclosures(PyObject *, PyObject *);
PyObject *text_markup(PyObject *, PyObject *);
PyObject *text_structure(PyObject *, PyObject *);
PyObject *text_places(PyObject *, PyObject *);

/* Words, in _words.c. */
PyObject *words_dictionary(PyObject *, PyObject *);
PyObject *words_cut(PyObject *, PyObject *);
PyObject *words_pieces(PyObject *, PyObject *);
PyObject *words_narrow(PyObject *, PyObject *);
PyObject *words_numbers(PyObject *, PyObject *);
PyObject *words_real(PyObject *, PyObject *);
PyObject *words_hashed(PyObject *, PyObject *);

/* Loops that make lists, in _lists.c. */
PyObject *lists_texts(PyObject *, PyObject *);
PyObject *lists_numbered(PyObject *, PyObject *);
PyObject *lists_all_texts(PyObject *, PyObject *);
PyObject *lists_chosen(PyObject *, PyObject *);
PyObject *lists_sort(PyObject *, PyObject *);
PyObject *lists_block(PyObject *, PyObject *);
PyObject *lists_lay_out(PyObject *, PyObject *);
PyObject *lists_pack(PyObject *, PyObject *);
PyObject *lists_grams(PyObject *, PyObject *);
PyObject *lists_known_hashes(PyObject *, PyObject *);
PyObject *lists_apart(PyObject *, PyObject *);

static PyMethodDef methods[] = {
    {"contract", contract, METH_NOARGS, NULL},
    {"unpack", unpack, METH_VARARGS, NULL},
    {"put_marks", put_marks, METH_VARARGS, NULL},
    {"span", span, METH_VARARGS, NULL},
    {"place", place, METH_VARARGS, NULL},
    {"find", find, METH_VARARGS, NULL},
    {"worths", worths, METH_VARARGS, NULL},
    {"before", before, METH_VARARGS, NULL},
    {"weigh", weigh, METH_VARARGS, NULL},
    {"best_coded", best_coded, METH_VARARGS, NULL},
    {"whole_coded", whole_coded, METH_VARARGS, NULL},
    {"highest_coded", highest_coded, METH_VARARGS, NULL},
    {"united", united, METH_VARARGS, NULL},
    {"highest", highest, METH_VARARGS, NULL},
    {"look_up", look_up_in, METH_VARARGS, NULL},
    {"add", add_lists, METH_VARARGS, NULL},
    {"kept", kept, METH_VARARGS, NULL},
    {"any_in", any_in, METH_VARARGS, NULL},
    {"weighted", weighted, METH_VARARGS, NULL},
    {"rarities", rarities, METH_VARARGS, NULL},
    {"slices", slices, METH_VARARGS, NULL},
    {"counts_in", counts_in, METH_VARARGS, NULL},
    {"scores", scores, METH_VARARGS, NULL},
    {"add_coded", add_coded, METH_VARARGS, NULL},
    {"reaching", reaching, METH_VARARGS, NULL},
    {"add_codes", add_codes, METH_VARARGS, NULL},
    {"top", top, METH_VARARGS, NULL},
    {"lines", text_lines, METH_VARARGS, NULL},
    {"marks", text_marks, METH_VARARGS, NULL},
    {"enclosures", text_enclosures, METH_VARARGS, NULL},
    {"markup", text_markup, METH_VARARGS, NULL},
    {"structure", text_structure, METH_O, NULL},
    {"places", text_places, METH_VARARGS, NULL},
    {"dictionary", words_dictionary, METH_VARARGS, NULL},
    {"cut", words_cut, METH_VARARGS, NULL},
    {"pieces", words_pieces, METH_VARARGS, NULL},
    {"narrow", words_narrow, METH_VARARGS, NULL},
    {"numbers", words_numbers, METH_O, NULL},
    {"real", words_real, METH_VARARGS, NULL},
    {"texts", lists_texts, METH_NOARGS, NULL},
    {"numbered", lists_numbered, METH_VARARGS, NULL},
    {"all_texts", lists_all_texts, METH_VARARGS, NULL},
    {"chosen", lists_chosen, METH_VARARGS, NULL},
    {"sort", lists_sort, METH_O, NULL},
    {"block", lists_block, METH_VARARGS, NULL},
    {"lay_out", lists_lay_out, METH_VARARGS, NULL},
    {"pack", lists_pack, METH_VARARGS, NULL},
    {"grams", lists_grams, METH_VARARGS, NULL},
    {"known_hashes", lists_known_hashes, METH_VARARGS, NULL},
    {"apart", lists_apart, METH_VARARGS, NULL},
    {"hashed", words_hashed, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_kernels", "Inner loops over postings lists and texts.", 0, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__kernels(void) { return PyModuleDef_Init(&definition); }
