# Room form: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/form/libform.a
src_form_libform_a_SOURCES = \
	src/form/audit.c src/form/audit.h \
	src/form/bank.c src/form/bank.h \
	src/form/check.c \
	src/form/code.c src/form/code.h \
	src/form/entry.c src/form/entry.h \
	src/form/expr.c src/form/expr.h \
	src/form/form.c src/form/form.h \
	src/form/judge.c \
	src/form/library.c src/form/library.h \
	src/form/like.c src/form/like.h \
	src/form/param.c src/form/param.h \
	src/form/programme.c src/form/programme.h \
	src/form/reference.c \
	src/form/register.c src/form/register.h \
	src/form/report.c src/form/report.h \
	src/form/resume.c \
	src/form/scope.c \
	src/form/section.c src/form/section.h \
	src/form/settle.c \
	src/form/sheet.h \
	src/form/shelf.h \
	src/form/value.c
