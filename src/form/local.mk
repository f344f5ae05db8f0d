# Room form: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/form/libform.a
src_form_libform_a_SOURCES = \
	src/form/code.c src/form/code.h \
	src/form/expr.c src/form/expr.h \
	src/form/form.c src/form/form.h \
	src/form/param.c src/form/param.h \
	src/form/programme.c src/form/programme.h \
	src/form/section.c src/form/section.h
