# Room form: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/form/libform.a
src_form_libform_a_SOURCES =

