/* Workbooks: what a cell says, and files that are damaged, huge, locked or something else. */
#include "config.h"

#include "tests/unit/test_exchange.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>
#include "exchange/source.h"

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define SHEETS                                                                                     \
	"<workbook><sheets><sheet name='封面' sheetId='1' r:id='r1' state='hidden'/>"            \
	"<sheet name='空' sheetId='2' r:id='r2'/><sheet name='名册' sheetId='3' r:id='r3'/>"    \
	"<sheet name='其他' sheetId='4' r:id='r4'/></sheets></workbook>"
#define RELATIONS                                                                                  \
	"<Relationships>"                                                                          \
	"<Relationship Id='r1' Type='" RELATION "worksheet' Target='worksheets/sheet1.xml'/>"      \
	"<Relationship Id='r2' Type='" RELATION "worksheet' Target='worksheets/sheet2.xml'/>"      \
	"<Relationship Id='r3' Type='" RELATION "worksheet' Target='/xl/worksheets/sheet3.xml'/>"  \
	"<Relationship Id='r4' Type='" RELATION "worksheet' Target='worksheets/sheet4.xml'/>"      \
	"<Relationship Id='r5' Type='" RELATION "styles' Target='styles.xml'/>"                    \
	"<Relationship Id='r6' Type='" RELATION "sharedStrings' Target='sharedStrings.xml'/>"      \
	"</Relationships>"
/* Style 1 is a built-in date, 2 a built-in Chinese month, 3 and 4 formats of the file's own. */
#define STYLES                                                                                     \
	"<styleSheet><numFmts><numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m&quot;"       \
	"月&quot;d&quot;日&quot;'/><numFmt numFmtId='177' formatCode='#,##0&quot;days&quot;'/>"  \
	"</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"    \
	"<xf numFmtId='14'/><xf numFmtId='57'/><xf numFmtId='176'/><xf numFmtId='177'/>"           \
	"</cellXfs></styleSheet>"
#define TEXTS                                                                                      \
	"<sst><si><t>姓名</t></si><si><r><t>王</t></r><r><rPr><b/></rPr><t>秀英</t></r>"      \
	"<rPh sb='0' eb='1'><t>wang</t></rPh></si></sst>"
#define BLANK "<worksheet><sheetData><row r='1'><c r='A1' s='1'/></row></sheetData></worksheet>"

struct part_text {
	const char *name, *text;
};

/* A workbook whose third sheet is rows. */
static char *workbook(struct office_fixture *o, const char *name, const char *rows)
{
	g_autofree char *sheet =
		g_strconcat("<worksheet><sheetData>", rows, "</sheetData></worksheet>", NULL);
	const struct part_text parts[] = {
		{"xl/workbook.xml", SHEETS},
		{"xl/_rels/workbook.xml.rels", RELATIONS},
		{"xl/styles.xml", STYLES},
		{"xl/sharedStrings.xml", TEXTS},
		{"xl/worksheets/sheet1.xml",
			"<worksheet><sheetData><row><c t='str'><v>x</v></c>"
			"</row></sheetData></worksheet>"},
		{"xl/worksheets/sheet2.xml", BLANK},
		{"xl/worksheets/sheet3.xml", sheet},
		{"xl/worksheets/sheet4.xml", BLANK},
	};
	char *path = office_path(o, name);
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	assert_non_null(zip);
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		zip_source_t *source =
			zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);

		assert_true(zip_file_add(zip, parts[i].name, source, ZIP_FL_ENC_UTF_8) >= 0);
	}
	assert_int_equal(zip_close(zip), 0);
	return path;
}

static struct source *open_rows(struct office_fixture *o, const char *rows)
{
	g_autofree char *path = workbook(o, "a.xlsx", rows);
	GError *error = NULL;
	struct source *s = source_open(path, &error);

	must(s != NULL, &error);
	return s;
}

static void next(struct source *s, enum csv_step wanted)
{
	GError *error = NULL;

	assert_int_equal(source_next(s, &error), wanted);
	assert_true((error != NULL) == (wanted == CSV_FAILED));
	g_clear_error(&error);
}

static void cell_is(struct office_fixture *o, const char *cell, const char *wanted)
{
	g_autofree char *row = g_strdup_printf("<row r='3'>%s</row>", cell);
	struct source *s = open_rows(o, row);

	next(s, CSV_RECORD);
	assert_int_equal(source_row(s), 3);
	assert_string_equal(source_cell(s, 0), wanted);
	next(s, CSV_END);
	source_free(s);
}

/* --- what a cell says ------------------------------------------------------------------------ */

static void test_texts(void **state)
{
	cell_is(*state, "<c r='A3' t='s'><v>0</v></c>", "姓名");
	cell_is(*state, "<c r='A3' t='s'><v>1</v></c>", "王秀英");
	cell_is(*state, "<c r='A3' t='inlineStr'><is><t>李</t></is></c>", "李");
	cell_is(*state,
		"<c r='A3' t='inlineStr'><is><r><t>李</t></r><r><t>有福</t></r><rPh><t>li</t>"
		"</rPh></is></c>",
		"李有福");
	cell_is(*state, "<c r='A3' t='str'><f>A1&amp;B1</f><v>晋C &lt;1</v></c>", "晋C <1");
	cell_is(*state, "<c r='A3' t='b'><v>1</v></c>", "TRUE");
	cell_is(*state, "<c r='A3' t='e'><v>#N/A</v></c>", "#N/A");
}

static void test_numbers(void **state)
{
	cell_is(*state, "<c r='A3'><v>484.5</v></c>", "484.5");
	cell_is(*state, "<c r='A3'><v>0.30000000000000004</v></c>", "0.3");
	cell_is(*state, "<c r='A3' t='n'><v>13082419820404</v></c>", "13082419820404");
	/* 18 digits, of which the spreadsheet has kept 15. */
	cell_is(*state, "<c r='A3'><v>1.40322198603107E+17</v></c>", "1.40322198603107E+17");
	cell_is(*state, "<c r='A3' s='4'><v>45000</v></c>", "45000");
}

/* 2023-06-01 is day 45078 since 1899-12-30; 1900-02-28 is day 59 and 1900-03-01 day 61. */
static void test_dates(void **state)
{
	cell_is(*state, "<c r='A3' s='1'><v>45078</v></c>", "2023-06-01");
	cell_is(*state, "<c r='A3' s='1'><v>45078.75</v></c>", "2023-06-01");
	cell_is(*state, "<c r='A3' s='3'><v>45078</v></c>", "2023-06-01");
	cell_is(*state, "<c r='A3' s='2'><v>45078</v></c>", "2023-06");
	cell_is(*state, "<c r='A3' s='1'><v>59</v></c>", "1900-02-28");
	cell_is(*state, "<c r='A3' s='1'><v>61</v></c>", "1900-03-01");
	cell_is(*state, "<c r='A3' s='1' t='s'><v>0</v></c>", "姓名");
}

static void test_places(void **state)
{
	struct source *s = open_rows(*state,
		"<row><c t='s'><v>0</v></c></row><row r='4'/><row r='7'>"
		"<c r='B7'><v>1</v></c><c r='E7'><v>2</v></c><c><v>3</v></c></row>");

	next(s, CSV_RECORD);
	assert_int_equal(source_row(s), 1);
	next(s, CSV_RECORD);
	assert_int_equal(source_row(s), 7);
	assert_int_equal(source_cells(s), 6);
	assert_string_equal(source_cell(s, 0), "");
	assert_string_equal(source_cell(s, 1), "1");
	assert_string_equal(source_cell(s, 3), "");
	assert_string_equal(source_cell(s, 4), "2");
	assert_string_equal(source_cell(s, 5), "3");
	assert_string_equal(source_cell(s, 6), "");
	next(s, CSV_END);
	assert_int_equal(source_sheets_left(s), 0);
	source_free(s);
}

/* --- rosters --------------------------------------------------------------------------------- */

#define TEXT(column, text) "<c r='" column "' t='str'><v>" text "</v></c>"
#define GRANT_HEAD                                                                                 \
	"<row r='1'>" TEXT("A1", "秀水镇临时救助台账") "</row><row r='2'>" TEXT("A2", "姓名")      \
		TEXT("B2", "身份证号码") TEXT("C2", "审批日期") TEXT("D2", "救助金额") "</row>"

static void test_roster(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = workbook(o, "grants.xlsx",
		GRANT_HEAD "<row r='5'>" TEXT("A5", "李有福") TEXT("B5",
			"140302195503100015") "<c r='C5' s='1'><v>45078</v></c><c "
					      "r='D5'><v>500</v></c></row>"
					      "<row r='6'>" TEXT("A6",
						      "王秀英") "<c "
								"r='B6'><v>1.40303198012241E+17</v>"
								"</c><c r='C6' "
								"s='1'><v>45078</v></c><c "
								"r='D6'><v>800</v></c></row>");
	struct roster_result out;
	const struct roster_fault *fault;

	import(o, path, &out);
	assert_int_equal(out.rows, 2);
	assert_int_equal(out.added, 1);
	assert_int_equal(out.amount, 50000);
	fault = fault_of(&out, "王秀英");
	assert_int_equal(fault->row, 6);
	must_say(fault->reason, "spreadsheet");
	assert_int_equal(number(o, "SELECT decided_on = '2023-06-01' FROM decision"), 1);
	roster_result_clear(&out);
}

/* --- files that cannot be read --------------------------------------------------------------- */

static void refused(const char *path, const char *words)
{
	GError *error = NULL;
	struct source *s = source_open(path, &error);
	bool ok = s != NULL;

	while (ok && !error)
		ok = source_next(s, &error) == CSV_RECORD;
	must_fail(ok, &error, JZ_ERROR_BAD, words);
	source_free(s);
}

static void refused_rows(struct office_fixture *o, const char *rows)
{
	g_autofree char *path = workbook(o, "bad.xlsx", rows);

	refused(path, "damaged");
}

static void test_bad_sheets(void **state)
{
	refused_rows(*state, "<row><c t='s'><v>2</v></c></row>"); /* no such text */
	refused_rows(*state, "<row r='2'/><row r='1'><c><v>1</v></c></row>");
	refused_rows(*state, "<row r='9999999'><c><v>1</v></c></row>");
	refused_rows(*state, "<row><c r='ZZZZ1'><v>1</v></c></row>");
	refused_rows(*state, "<row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>");
	refused_rows(*state, "<row><c><v>1</c></row>");
}

/* Entities that grow need a document type. */
static void test_bomb(void **state)
{
	g_autofree char *path = workbook(*state, "bomb.xlsx", "<row><c><v>1</v></c></row>");
	static const char bomb[] = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;'>]>"
				   "<sst><si><t>&b;</t></si></sst>";
	zip_t *zip = zip_open(path, 0, NULL);

	zip_file_add(zip, "xl/sharedStrings.xml", zip_source_buffer(zip, bomb, strlen(bomb), 0),
		ZIP_FL_OVERWRITE);
	assert_int_equal(zip_close(zip), 0);
	refused(path, "damaged");
}

static void test_locked(void **state)
{
	g_autofree char *path = workbook(*state, "locked.xlsx", "<row><c><v>1</v></c></row>");
	g_autofree char *office = office_path(*state, "office.xlsx");
	static const char container[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0"
					"d\0P\0a\0c\0k\0a\0g\0e\0";
	zip_t *zip = zip_open(path, 0, NULL);

	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++)
		assert_int_equal(
			zip_file_set_encryption(zip, (zip_uint64_t)i, ZIP_EM_AES_256, "x"), 0);
	assert_int_equal(zip_close(zip), 0);
	refused(path, "password");
	assert_true(g_file_set_contents(office, container, sizeof container, NULL));
	refused(office, "password");
}

static void test_other_archive(void **state)
{
	g_autofree char *path = office_path(*state, "letter.docx");
	zip_t *zip = zip_open(path, ZIP_CREATE, NULL);

	zip_file_add(zip, "word/document.xml", zip_source_buffer(zip, "<w/>", 4, 0), 0);
	assert_int_equal(zip_close(zip), 0);
	refused(path, "damaged or no workbook");
}

/* --- damage ---------------------------------------------------------------------------------- */

/* Reads a damaged file to its end, however that is; a failure is one sentence. */
static bool survive(const char *path)
{
	GError *error = NULL;
	struct source *s = source_open(path, &error);
	enum csv_step step = s ? CSV_RECORD : CSV_FAILED;

	while (step == CSV_RECORD) {
		step = source_next(s, &error);
		for (int i = 0; step == CSV_RECORD && i < source_cells(s); i++)
			assert_true(g_utf8_validate(source_cell(s, i), -1, NULL));
	}
	assert_true((error != NULL) == (step == CSV_FAILED));
	if (error)
		assert_null(strchr(error->message, '\n'));
	g_clear_error(&error);
	source_free(s);
	return step == CSV_END;
}

static void damage(struct office_fixture *o, const char *name, int times)
{
	g_autofree char *from = data_path(name);
	g_autofree char *to = office_path(o, "damaged");
	g_autofree char *bytes = NULL;
	g_autoptr(GRand) rand = g_rand_new_with_seed(20231205);
	gsize len;
	int failed = 0;

	assert_true(g_file_get_contents(from, &bytes, &len, NULL));
	for (int i = 0; i < times; i++) {
		g_autofree char *copy = g_memdup2(bytes, len);
		gsize n = i % 5 == 4 ? (gsize)g_rand_int_range(rand, 8, (gint32)len) : len;

		for (int k = 0; k < 8; k++)
			copy[g_rand_int_range(rand, 8, (gint32)len)] =
				(char)g_rand_int_range(rand, 0, 256);
		assert_true(g_file_set_contents(to, copy, (gssize)n, NULL));
		failed += !survive(to);
	}
	assert_true(failed > times / 10);
	assert_true(survive(from));
}

static void test_damaged_xlsx(void **state)
{
	damage(*state, "destitute-xiushui.xlsx", 1500);
}

static void test_damaged_xls(void **state)
{
	damage(*state, "grants-xiushui.xls", 1500);
}

/* Nothing is taken of a roster whose end is missing. */
static void test_nothing_taken(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = workbook(o, "cut.xlsx",
		GRANT_HEAD "<row r='5'>" TEXT("A5", "李有福")
			TEXT("B5", "140302195503100015") "<c r='C5' s='1'><v>45078</v></c><c "
							 "r='D5'><v>500</v></c></row><row>");
	struct roster_options options = {.kind = NULL};
	struct roster_result out;
	GError *error = NULL;
	bool ok = roster_import(o->desk, path, &options, &out, &error);

	must_fail(ok, &error, JZ_ERROR_BAD, "damaged");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
}

int run_workbook_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_texts, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_numbers, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_dates, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_places, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_roster, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_bad_sheets, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_bomb, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_locked, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_other_archive, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_damaged_xlsx, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_damaged_xls, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_nothing_taken, office_open, office_close),
	};

	return cmocka_run_group_tests_name("workbooks", tests, NULL, NULL);
}
