# Room exchange: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/exchange/libexchange.a
src_exchange_libexchange_a_SOURCES = \
	src/exchange/csv.h src/exchange/csv_read.c src/exchange/csv_write.c \
	src/exchange/layout.c src/exchange/layout.h \
	src/exchange/line.c src/exchange/line.h \
	src/exchange/sheet.c src/exchange/sheet.h
