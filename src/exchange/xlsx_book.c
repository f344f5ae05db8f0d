#include "config.h"
#include "exchange/xlsx_book.h"

#include <string.h>
#include "base/day.h"
#include "base/error.h"
#include "base/i18n.h"
#include "exchange/source_room.h"

#define FOLDER "xl/"
#define TEXTS_MAX (64 * 1024 * 1024) /* bytes of shared texts */
#define SERIAL_MAX 2958465           /* 9999-12-31 */
#define BEFORE_LEAP 60 /* the day that 1900 never had: serials before it are one day off */

/* --- relations: where the parts are ---------------------------------------------------------- */

struct relation {
	char *kind, *part;
};

static void relation_free(gpointer data)
{
	struct relation *r = data;

	g_free(r->kind);
	g_free(r->part);
	g_free(r);
}

/* Targets are beside the workbook, or absolute. */
static char *part_of(const char *target)
{
	if (*target == '/')
		return g_strdup(target + 1);
	return g_strconcat(FOLDER, target, NULL);
}

static void see_relation(struct part *part, const char *name, const char **attrs, void *ctx)
{
	const char *id = part_attr(attrs, "Id"), *type = part_attr(attrs, "Type"),
		   *target = part_attr(attrs, "Target");
	struct relation *r;

	(void)part;
	if (strcmp(name, "Relationship") != 0 || !id || !type || !target)
		return;
	r = g_new0(struct relation, 1);
	r->kind = g_path_get_basename(type);
	r->part = part_of(target);
	g_hash_table_replace(ctx, g_strdup(id), r);
}

static const char *part_of_kind(GHashTable *relations, const char *kind)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, relations);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		if (strcmp(((struct relation *)value)->kind, kind) == 0)
			return ((struct relation *)value)->part;
	return NULL;
}

/* --- the workbook: its sheets ---------------------------------------------------------------- */

struct opening {
	struct xlsx_book *book;
	GHashTable *relations; /* id -> struct relation * */
};

static void sheet_free(gpointer data)
{
	struct xlsx_sheet *sheet = data;

	g_free(sheet->name);
	g_free(sheet->part);
	g_free(sheet);
}

static void add_sheet(struct opening *o, const char **attrs)
{
	const char *name = part_attr(attrs, "name"), *id = part_attr(attrs, "id"),
		   *state = part_attr(attrs, "state");
	const struct relation *r = id ? g_hash_table_lookup(o->relations, id) : NULL;
	struct xlsx_sheet *sheet;

	if (!r || strcmp(r->kind, "worksheet") != 0 || (state && strcmp(state, "visible") != 0))
		return;
	sheet = g_new0(struct xlsx_sheet, 1);
	sheet->name = g_strdup(name ? name : "");
	sheet->part = g_strdup(r->part);
	g_ptr_array_add(o->book->sheets, sheet);
}

static bool is_true(const char *value)
{
	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void see_workbook(struct part *part, const char *name, const char **attrs, void *ctx)
{
	struct opening *o = ctx;

	(void)part;
	if (strcmp(name, "sheet") == 0)
		add_sheet(o, attrs);
	else if (strcmp(name, "workbookPr") == 0)
		o->book->from_1904 = is_true(part_attr(attrs, "date1904"));
}

/* --- styles: which show a date --------------------------------------------------------------- */

struct styling {
	struct xlsx_book *book;
	GHashTable *formats; /* number -> enum shown, of the file's own */
	bool in_cells;       /* of <cellXfs>, not those of named styles */
};

static bool is_within(guint n, guint from, guint to)
{
	return n >= from && n <= to;
}

/* Numbers of formats that need no text, with those of Chinese spreadsheets. */
static enum shown shown_of_number(guint n)
{
	if (n == 17 || n == 27 || n == 36 || n == 50 || n == 52 || n == 57)
		return SHOWN_MONTH;
	if (is_within(n, 14, 16) || n == 22 || is_within(n, 28, 31) || n == 51 ||
		is_within(n, 53, 54) || n == 58)
		return SHOWN_DATE;
	return SHOWN_NUMBER;
}

/* What is in quotation marks, brackets or behind a backslash is no letter of the format. */
static enum shown shown_of_code(const char *code)
{
	bool year = false, mon = false, mday = false, time = false;

	for (const char *p = code; *p && *p != ';'; p++) {
		char c = g_ascii_tolower(*p);

		if (c == '"' || c == '[') {
			p = strchr(p + 1, c == '[' ? ']' : '"');
			if (!p)
				break;
			continue;
		}
		if (c == '\\' || c == '_' || c == '*') {
			if (!*++p)
				break;
			continue;
		}
		year |= c == 'y';
		mon |= c == 'm';
		mday |= c == 'd';
		time |= c == 'h' || c == 's';
	}
	if (mday || (mon && !year && !time))
		return SHOWN_DATE;
	return year ? SHOWN_MONTH : SHOWN_NUMBER;
}

static guint number_of(const char *text)
{
	return text ? (guint)MIN(g_ascii_strtoull(text, NULL, 10), G_MAXUINT) : 0;
}

static void see_format(struct styling *s, const char **attrs)
{
	const char *code = part_attr(attrs, "formatCode");

	if (code)
		g_hash_table_insert(s->formats,
			GUINT_TO_POINTER(number_of(part_attr(attrs, "numFmtId"))),
			GUINT_TO_POINTER(shown_of_code(code)));
}

static void see_style(struct part *part, const char *name, const char **attrs, void *ctx)
{
	struct styling *s = ctx;
	gpointer own;
	guint number;
	guint8 shown;

	(void)part;
	if (strcmp(name, "numFmt") == 0)
		see_format(s, attrs);
	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = true;
	if (!s->in_cells || strcmp(name, "xf") != 0)
		return;
	number = number_of(part_attr(attrs, "numFmtId"));
	shown = (guint8)shown_of_number(number);
	if (g_hash_table_lookup_extended(s->formats, GUINT_TO_POINTER(number), NULL, &own))
		shown = (guint8)GPOINTER_TO_UINT(own);
	g_array_append_val(s->book->styles, shown);
}

static void end_style(struct part *part, const char *name, void *ctx)
{
	(void)part;
	if (strcmp(name, "cellXfs") == 0)
		((struct styling *)ctx)->in_cells = false;
}

static enum part_state read_styles(struct xlsx_book *book, const char *name)
{
	g_autoptr(GHashTable) formats = g_hash_table_new(NULL, NULL);
	struct styling s = {book, formats, false};
	g_autoptr(part) part =
		name ? part_open(book->zip, name, see_style, end_style, NULL, &s) : NULL;

	return part ? part_read(part) : PART_ENDED;
}

/* --- shared texts ---------------------------------------------------------------------------- */

struct sharing {
	struct xlsx_book *book;
	GString *text;
	gsize all;
	bool in_text, in_reading; /* readings (pinyin above the characters) are no text */
};

static void see_shared(struct part *part, const char *name, const char **attrs, void *ctx)
{
	struct sharing *s = ctx;

	(void)part;
	(void)attrs;
	if (strcmp(name, "si") == 0)
		g_string_truncate(s->text, 0);
	else if (strcmp(name, "rPh") == 0)
		s->in_reading = true;
	else if (strcmp(name, "t") == 0)
		s->in_text = !s->in_reading;
}

static void end_shared(struct part *part, const char *name, void *ctx)
{
	struct sharing *s = ctx;

	if (strcmp(name, "t") == 0)
		s->in_text = false;
	else if (strcmp(name, "rPh") == 0)
		s->in_reading = false;
	if (strcmp(name, "si") != 0)
		return;
	s->all += s->text->len + sizeof(char *);
	if (s->all > TEXTS_MAX)
		part_fail(part);
	else
		g_ptr_array_add(s->book->texts,
			g_string_chunk_insert_len(
				s->book->keep, s->text->str, (gssize)s->text->len));
}

static void see_shared_text(const char *text, int len, void *ctx)
{
	struct sharing *s = ctx;

	if (s->in_text && s->text->len < CSV_RECORD_MAX)
		g_string_append_len(s->text, text, len);
}

static enum part_state read_texts(struct xlsx_book *book, const char *name)
{
	struct sharing s = {.book = book, .text = g_string_new(NULL)};
	struct part *part = name
		? part_open(book->zip, name, see_shared, end_shared, see_shared_text, &s)
		: NULL;
	enum part_state state = part ? part_read(part) : PART_ENDED;

	part_free(part);
	g_string_free(s.text, TRUE);
	return state;
}

/* --- opening --------------------------------------------------------------------------------- */

bool xlsx_book_fail(const struct xlsx_book *book, enum part_state state, GError **error)
{
	return state == PART_LOCKED ? source_fail_locked(book->path, error)
				    : source_fail_damaged(book->path, error);
}

static enum part_state read_workbook(struct opening *o)
{
	static const char relations[] = FOLDER "_rels/workbook.xml.rels";
	static const char workbook[] = FOLDER "workbook.xml";
	zip_t *zip = o->book->zip;
	g_autoptr(part) rels = part_open(zip, relations, see_relation, NULL, NULL, o->relations);
	g_autoptr(part) book = part_open(zip, workbook, see_workbook, NULL, NULL, o);
	enum part_state state = rels && book ? part_read(rels) : PART_FAILED;

	if (state == PART_ENDED)
		state = part_read(book);
	if (state == PART_ENDED)
		state = read_styles(o->book, part_of_kind(o->relations, "styles"));
	if (state == PART_ENDED)
		state = read_texts(o->book, part_of_kind(o->relations, "sharedStrings"));
	return state == PART_ENDED && !o->book->sheets->len ? PART_FAILED : state;
}

struct xlsx_book *xlsx_book_open(const char *path, GError **error)
{
	g_autoptr(xlsx_book) book = g_new0(struct xlsx_book, 1);
	g_autoptr(GHashTable) relations =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, relation_free);
	struct opening o = {book, relations};
	enum part_state state;

	book->path = g_strdup(path);
	book->sheets = g_ptr_array_new_with_free_func(sheet_free);
	book->keep = g_string_chunk_new(65536);
	book->texts = g_ptr_array_new();
	book->styles = g_array_new(FALSE, FALSE, sizeof(guint8));
	book->zip = zip_open(path, ZIP_RDONLY, NULL);
	state = book->zip ? read_workbook(&o) : PART_FAILED;
	if (state == PART_ENDED)
		return g_steal_pointer(&book);
	xlsx_book_fail(book, state, error);
	return NULL;
}

void xlsx_book_free(struct xlsx_book *book)
{
	if (!book)
		return;
	if (book->zip)
		zip_discard(book->zip);
	g_free(book->path);
	g_ptr_array_unref(book->sheets);
	g_string_chunk_free(book->keep);
	g_ptr_array_unref(book->texts);
	g_array_unref(book->styles);
	g_free(book);
}

/* --- numbers --------------------------------------------------------------------------------- */

/* Day 1 is 1900-01-01, or day 0 is 1904-01-01. */
static day day_of_serial(const struct xlsx_book *book, double serial)
{
	int n = (int)serial;

	if (book->from_1904)
		return day_make(1904, 1, 1) + n;
	return day_make(1899, 12, n < BEFORE_LEAP ? 31 : 30) + n;
}

void xlsx_number(const struct xlsx_book *book, const char *value, guint style, char *buf, gsize len)
{
	enum shown shown = style < book->styles->len
		? (enum shown)g_array_index(book->styles, guint8, style)
		: SHOWN_NUMBER;
	char *end, iso[DAY_LEN];
	double number = g_ascii_strtod(value, &end);

	if (end == value || *end) {
		g_strlcpy(buf, value, len);
	} else if (shown != SHOWN_NUMBER && number >= 1 && number < SERIAL_MAX) {
		day_to_iso(day_of_serial(book, number), iso);
		if (shown == SHOWN_MONTH)
			iso[MONTH_LEN - 1] = '\0';
		g_strlcpy(buf, iso, len);
	} else {
		g_ascii_formatd(buf, (int)len, "%.15G", number);
	}
}
