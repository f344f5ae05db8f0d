# Room store: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = \
	src/store/db.h src/store/change.h src/store/journal.h src/store/draft.h src/store/backup.h \
	src/store/room.h src/store/schema.h \
	src/store/db.c \
	src/store/query.c \
	src/store/change.c \
	src/store/bulk.c \
	src/store/row.c \
	src/store/table.h src/store/table.c \
	src/store/body.h src/store/body.c \
	src/store/chain.h src/store/chain.c \
	src/store/journal.c \
	src/store/replay.h src/store/replay.c \
	src/store/verify.c \
	src/store/draft.c \
	src/store/backup.c \
	src/store/sql.h src/store/sqlite.c
nodist_src_store_libstore_a_SOURCES = src/store/schema.c

# Migration N is the N-th file, whatever its name says; one that was released never changes again.
store_schema = \
	src/store/schema/0001-store.sql \
	src/store/schema/0002-facts.sql \
	src/store/schema/0003-programmes.sql \
	src/store/schema/0004-batches.sql \
	src/store/schema/0005-payments.sql \
	src/store/schema/0006-review.sql \
	src/store/schema/0007-changes.sql \
	src/store/schema/0008-adjustments.sql \
	src/store/schema/0009-lists.sql \
	src/store/schema/0010-findings.sql \
	src/store/schema/0011-targets.sql
EXTRA_DIST += $(store_schema) src/store/schema/embed.awk
CLEANFILES += src/store/schema.c

src/store/schema.c: $(store_schema) src/store/schema/embed.awk
	$(AM_V_GEN)$(MKDIR_P) src/store
	$(AM_V_at)list=; for f in $(store_schema); do \
		test -f $$f || f=$(srcdir)/$$f; list="$$list $$f"; done; \
	$(AWK) -f $(srcdir)/src/store/schema/embed.awk $$list >$@.tmp && mv $@.tmp $@
