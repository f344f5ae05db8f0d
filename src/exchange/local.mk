# Room exchange: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/exchange/libexchange.a
src_exchange_libexchange_a_SOURCES =

