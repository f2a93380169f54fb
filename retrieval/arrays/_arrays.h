/* What all loops share: views of numpy's arrays by the buffer protocol, and white space. */

#ifndef YINJU_ARRAYS_H
#define YINJU_ARRAYS_H

#define Py_LIMITED_API 0x030B0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VIEWS = 12 };

/* Views of the arrays of a call, all released together. */
typedef struct {
    Py_buffer view[MOST_VIEWS];
    int used;
} Views;

static inline void release(Views *views) {
    while (views->used) PyBuffer_Release(&views->view[--views->used]);
}

/* Returns the elements of an array and their number, or NULL with an exception; `width` 0 stands for any. */
static inline void *elements(Views *views, PyObject *array, int width, int writable, Py_ssize_t *length) {
    Py_buffer *view = &views->view[views->used];
    if (PyObject_GetBuffer(array, view, PyBUF_ND | (writable ? PyBUF_WRITABLE : 0)) < 0) return NULL;
    views->used++;
    if (width ? view->itemsize != width : view->itemsize != 1 && view->itemsize != 2 && view->itemsize != 4) {
        PyErr_SetString(PyExc_TypeError, "an array has elements of another width");
        return NULL;
    }
    *length = view->len / view->itemsize;
    return view->buf;
}

/* As str.isspace, and \s. */
static inline int is_space(Py_UCS4 c) {
    if (c < 0x80) return c == 0x20 || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

#endif
