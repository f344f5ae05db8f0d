# Room exchange: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/exchange/libexchange.a
src_exchange_libexchange_a_SOURCES = \
	src/exchange/bank.h src/exchange/bank_answer.c src/exchange/bank_write.c \
	src/exchange/csv.h src/exchange/csv_read.c src/exchange/csv_write.c \
	src/exchange/group.c src/exchange/group.h \
	src/exchange/layout.c src/exchange/layout.h \
	src/exchange/layout_read.c src/exchange/layout_room.h \
	src/exchange/line.c src/exchange/line.h \
	src/exchange/line_code.c src/exchange/line_room.h \
	src/exchange/line_record.c \
	src/exchange/payroll.c src/exchange/payroll.h \
	src/exchange/refused.c src/exchange/refused.h \
	src/exchange/rejects.c src/exchange/rejects.h \
	src/exchange/roster.c src/exchange/roster.h \
	src/exchange/roster_household.c \
	src/exchange/roster_kind.c \
	src/exchange/roster_payment.c \
	src/exchange/roster_record.c \
	src/exchange/roster_run.h \
	src/exchange/roster_single.c \
	src/exchange/seen.c src/exchange/seen.h \
	src/exchange/grid.c src/exchange/grid.h \
	src/exchange/source.c src/exchange/source.h \
	src/exchange/source_room.h \
	src/exchange/xls_read.c \
	src/exchange/xlsx_book.c src/exchange/xlsx_book.h \
	src/exchange/xlsx_part.c src/exchange/xlsx_part.h \
	src/exchange/xlsx_read.c
