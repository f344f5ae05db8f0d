# Tests: each room's unit tests, the lint, the screens, the command line, the faults.
# A test program links only the rooms at and below its own.
EXTRA_DIST += tests/README.md
AM_TESTS_ENVIRONMENT = LC_ALL=C.UTF-8; export LC_ALL; \
	JIUZHU_LOCALEDIR=$(abs_top_builddir)/locale; export JIUZHU_LOCALEDIR; \
	JIUZHU=$(abs_top_builddir)/jiuzhu; export JIUZHU;

include tests/unit/base.mk
include tests/unit/store.mk
include tests/unit/form.mk
include tests/unit/rule.mk
include tests/unit/model.mk
include tests/unit/exchange.mk
include tests/unit/report.mk
include tests/unit/tui.mk
include tests/unit/app.mk
include tests/screen/local.mk
include tests/cli/local.mk
include tests/fault/local.mk
include tests/lint/local.mk
include tests/bench/local.mk

if !HAVE_TEST_LIBS
check-local:
	@echo 'The tests need cmocka and libvterm (Debian: libcmocka-dev libvterm-dev); run configure again once they are there.' >&2; exit 1
endif
