# Room report: documents, lists and reports as text, pages and workbooks.
noinst_LIBRARIES += src/report/libreport.a
src_report_libreport_a_SOURCES = \
	src/report/bars.c src/report/bars.h \
	src/report/book.c src/report/book_text.c src/report/book.h \
	src/report/document.c src/report/document_case.c src/report/document.h \
	src/report/listing.c src/report/listing.h \
	src/report/page.c src/report/page.h \
	src/report/pdf.c src/report/pdf.h \
	src/report/review.c src/report/review.h \
	src/report/slots.c src/report/slots.h \
	src/report/template.c src/report/template.h \
	src/report/template_fill.c src/report/template_room.h \
	src/report/values.c src/report/values_decided.c src/report/values_inquiry.c src/report/values_facts.c \
	src/report/values.h \
	src/report/wording.c src/report/wording.h \
	src/report/words.c src/report/words.h \
	src/report/xlsx.c src/report/xlsx.h
