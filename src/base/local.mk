# Room base: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES = \
	src/base/auto.h \
	src/base/calendar.c src/base/calendar.h \
	src/base/day.c src/base/day.h \
	src/base/encoding.c src/base/encoding.h \
	src/base/error.c src/base/error.h \
	src/base/file.c src/base/file.h \
	src/base/fold.c src/base/fold.h \
	src/base/i18n.c src/base/i18n.h \
	src/base/ini.c src/base/ini.h \
	src/base/money.c src/base/money.h \
	src/base/pinyin.c src/base/pinyin.h \
	src/base/rid.c src/base/rid.h \
	src/base/text.c src/base/text_clean.c src/base/text_near.c src/base/text.h
nodist_src_base_libbase_a_SOURCES = src/base/pinyin-table.h

# The readings of all characters, from the Unicode data that configure found.
EXTRA_DIST += src/base/pinyin-table.awk
BUILT_SOURCES += src/base/pinyin-table.h
CLEANFILES += src/base/pinyin-table.h
src/base/pinyin.$(OBJEXT): src/base/pinyin-table.h
src/base/pinyin-table.h: $(srcdir)/src/base/pinyin-table.awk
	$(AM_V_GEN)$(MKDIR_P) src/base && \
	case '$(UNIHAN_READINGS)' in *.bz2) cat=$(BZCAT);; *) cat=cat;; esac && \
	$$cat '$(UNIHAN_READINGS)' > $@.in && \
	LC_ALL=C $(AWK) -f $(srcdir)/src/base/pinyin-table.awk $@.in > $@.new && \
	rm -f $@.in && mv $@.new $@
