# The program: the command line on top of all rooms.
bin_PROGRAMS += jiuzhu
jiuzhu_SOURCES = \
	src/main.c src/cli.h src/cli_pay.h src/cli_report.h \
	src/cli.c \
	src/cli_check.c \
	src/cli_import.c src/cli_inquiry.c \
	src/cli_keep.c \
	src/cli_look.c \
	src/cli_numbers.c \
	src/cli_open.c \
	src/cli_adjust.c src/cli_adjust.h \
	src/cli_pay.c \
	src/cli_pay_step.c \
	src/cli_report.c \
	src/cli_review.c \
	src/cli_setup.c
jiuzhu_LDADD = $(app_libs)

# The catalogue where a program that is not installed finds it (JIUZHU_LOCALEDIR).
noinst_DATA = locale/zh_CN/LC_MESSAGES/jiuzhu.mo
CLEANFILES += locale/zh_CN/LC_MESSAGES/jiuzhu.mo
locale/zh_CN/LC_MESSAGES/jiuzhu.mo: po/zh_CN.po
	$(AM_V_GEN)$(MKDIR_P) locale/zh_CN/LC_MESSAGES && $(MSGFMT) -o $@ $(srcdir)/po/zh_CN.po
