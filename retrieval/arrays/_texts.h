/* Loops over characters that the module offers beside those over postings lists. */

PyObject *text_lines(PyObject *, PyObject *);
PyObject *text_marks(PyObject *, PyObject *);
PyObject *text_enclosures(PyObject *, PyObject *);
PyObject *text_markup(PyObject *, PyObject *);
PyObject *text_structure(PyObject *, PyObject *);
