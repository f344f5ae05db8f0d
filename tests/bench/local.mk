# Figures, not tests: `make bench` prints them beside their yardsticks; nothing is asserted.
EXTRA_PROGRAMS = tests/bench/demo_bench tests/bench/import_bench tests/bench/screen_bench \
	tests/bench/review_bench tests/bench/floor
EXTRA_DIST += tests/bench/yardstick.sql tests/bench/lists.sh tests/bench/payments.sh \
	tests/bench/retro.sh tests/bench/reports.sh tests/bench/checks.sh
CLEANFILES += tests/bench/demo_bench$(EXEEXT) tests/bench/import_bench$(EXEEXT) \
	tests/bench/screen_bench$(EXEEXT) tests/bench/review_bench$(EXEEXT) tests/bench/floor$(EXEEXT)

tests_bench_import_bench_SOURCES = \
	tests/bench/import_bench.c \
	tests/bench/make_roster.c tests/bench/make_roster.h \
	tests/bench/run.c tests/bench/run.h
tests_bench_import_bench_LDADD = $(base_libs)

# Practice databases of all scales.
tests_bench_demo_bench_SOURCES = tests/bench/demo_bench.c tests/bench/run.c tests/bench/run.h
tests_bench_demo_bench_LDADD = $(base_libs)

# A bare ncurses and SQLite list over the same database.
tests_bench_floor_SOURCES = tests/bench/floor.c
tests_bench_floor_LDADD = $(CURSES_LIBS) $(SQLITE_LIBS)

# The screens, through a terminal of our own.
tests_bench_screen_bench_SOURCES = tests/bench/screen_bench.c \
	tests/bench/make_roster.c tests/bench/make_roster.h \
	tests/bench/run.c tests/bench/run.h \
	tests/screen/harness.c tests/screen/harness.h
tests_bench_screen_bench_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_bench_screen_bench_LDADD = $(VTERM_LIBS) $(base_libs)

tests_bench_review_bench_SOURCES = tests/bench/review_bench.c \
	tests/bench/make_roster.c tests/bench/make_roster.h \
	tests/bench/run.c tests/bench/run.h \
	tests/screen/harness.c tests/screen/harness.h
tests_bench_review_bench_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_bench_review_bench_LDADD = $(VTERM_LIBS) $(base_libs)

BENCH_RUNS = 7
bench: jiuzhu$(EXEEXT) tests/bench/demo_bench$(EXEEXT) tests/bench/import_bench$(EXEEXT) \
	tests/bench/screen_bench$(EXEEXT) tests/bench/review_bench$(EXEEXT) tests/bench/floor$(EXEEXT)
	@command -v sqlite3 >/dev/null || { echo 'bench: sqlite3 is missing (Debian: sqlite3)' >&2; exit 1; }
	tests/bench/import_bench$(EXEEXT) $(abs_top_builddir)/jiuzhu$(EXEEXT) \
		$(abs_top_srcdir)/tests/bench/yardstick.sql $(BENCH_RUNS)
	tests/bench/screen_bench$(EXEEXT) $(abs_top_builddir)/jiuzhu$(EXEEXT) \
		$(abs_top_builddir)/tests/bench/floor$(EXEEXT)
	tests/bench/review_bench$(EXEEXT) $(abs_top_builddir)/jiuzhu$(EXEEXT)
	tests/bench/demo_bench$(EXEEXT) $(abs_top_builddir)/jiuzhu$(EXEEXT)
	$(srcdir)/tests/bench/payments.sh $(abs_top_builddir)/jiuzhu$(EXEEXT)
	$(srcdir)/tests/bench/retro.sh $(abs_top_builddir)/jiuzhu$(EXEEXT)
	$(srcdir)/tests/bench/lists.sh $(abs_top_builddir)/jiuzhu$(EXEEXT)
	$(srcdir)/tests/bench/reports.sh $(abs_top_builddir)/jiuzhu$(EXEEXT)
	$(srcdir)/tests/bench/checks.sh $(abs_top_builddir)/jiuzhu$(EXEEXT)
.PHONY: bench
