# Room report: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/report/libreport.a
src_report_libreport_a_SOURCES =

