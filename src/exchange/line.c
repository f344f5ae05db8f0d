#include "config.h"
#include "exchange/line.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/line_room.h"

#define NAME_MAX_BYTES 120
#define MEMBERS_MAX 50
#define ACCOUNT_MIN 8
#define ACCOUNT_MAX 32
#define NUMBER_MIN 10000 /* 1927 */
#define NUMBER_MAX 73050 /* 2099 */

static GHashTable *words_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

struct line_reader *line_reader_new(const struct library *lib, const struct layout *layout)
{
	struct line_reader *reader = g_new0(struct line_reader, 1);

	reader->layout = layout;
	for (const enum column *c = layout_coded(layout); *c != COLUMN_N; c++)
		reader->codes[*c] = words_new();
	reader->relation = library_codes(lib, "relation");
	reader->area = library_codes(lib, "area");
	reader->relations = words_new();
	return reader;
}

void line_reader_free(struct line_reader *reader)
{
	if (!reader)
		return;
	g_hash_table_unref(reader->relations);
	for (int i = 0; i < COLUMN_N; i++)
		g_clear_pointer(&reader->codes[i], g_hash_table_unref);
	g_free(reader);
}

struct line *line_new(void)
{
	struct line *line = g_new0(struct line, 1);

	line->keep = g_string_chunk_new(512);
	line->reason = g_string_new(NULL);
	line->remark = g_string_new(NULL);
	return line;
}

void line_free(struct line *line)
{
	g_string_free(line->reason, TRUE);
	g_string_free(line->remark, TRUE);
	g_string_chunk_free(line->keep);
	g_free(line->raw);
	g_free(line);
}

bool line_is_sound(const struct line *line)
{
	return line->reason->len == 0;
}

static void add_sentence(GString *to, const char *sentence)
{
	if (to->len > 0)
		g_string_append(to, _("; "));
	g_string_append(to, sentence);
}

void line_fault(struct line *line, enum column column, const char *sentence)
{
	if (line->reason->len == 0)
		line->column = column;
	add_sentence(line->reason, sentence);
}

void line_remark(struct line *line, const char *sentence)
{
	add_sentence(line->remark, sentence);
}

void row_fault(const struct row *r, enum column column, const char *format, ...)
{
	g_autofree char *sentence = NULL;
	va_list ap;

	va_start(ap, format);
	sentence = g_strdup_vprintf(format, ap);
	va_end(ap);
	line_fault(r->line, column, sentence);
}

void row_remark(const struct row *r, const char *format, ...)
{
	g_autofree char *sentence = NULL;
	va_list ap;

	va_start(ap, format);
	sentence = g_strdup_vprintf(format, ap);
	va_end(ap);
	line_remark(r->line, sentence);
}

/* --- cells ----------------------------------------------------------------------------------- */

/* What people put where there is nothing. */
static bool says_nothing(const char *s)
{
	static const char *const words[] = {"", "-", "--", "—", "——", "/", "\\", "无", "*"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(s, words[i]) == 0)
			return true;
	return false;
}

/* The cell's text without what a spreadsheet puts in front to keep it text. */
const char *row_kept(const struct row *r, enum column column, char *(*fold)(const char *))
{
	const char *cell = grid_cell(r->grid, column);
	g_autofree char *text = *cell ? fold(cell) : NULL;
	const char *s = text ? text : "";

	while (*s == '\'')
		s++;
	return *s ? g_string_chunk_insert(r->line->keep, s) : "";
}

/* NULL where the cell says nothing. */
const char *row_optional(const struct row *r, enum column column)
{
	const char *s;

	if (!grid_has(r->grid, column))
		return NULL;
	s = row_kept(r, column, text_normal);
	return says_nothing(s) ? NULL : s;
}

static void read_raw(const struct row *r)
{
	const struct source *source = grid_source(r->grid);
	struct line *line = r->line;

	line->row = source_row(source);
	line->n_raw = source_cells(source);
	line->raw = g_renew(const char *, line->raw, line->n_raw);
	for (int i = 0; i < line->n_raw; i++) {
		const char *cell = source_cell(source, i);

		line->raw[i] = *cell ? g_string_chunk_insert(r->line->keep, cell) : "";
	}
	if (source_fault(source))
		row_fault(r, COLUMN_SERIAL,
			_("cell %d has a quotation mark in a wrong place; write the cell again"),
			source_fault(source));
}

/* --- who ------------------------------------------------------------------------------------- */

static void read_names(const struct row *r)
{
	struct line *line = r->line;
	enum column column = grid_has(r->grid, COLUMN_NAME) ? COLUMN_NAME : COLUMN_HEAD;

	line->head = row_kept(r, COLUMN_HEAD, text_name);
	line->name = column == COLUMN_NAME ? row_kept(r, COLUMN_NAME, text_name) : line->head;
	if (!*line->name)
		line->name = line->head;
	if (!*line->name)
		row_fault(r, column, _("the name is missing; enter it"));
	else if (strpbrk(line->name, "?0123456789"))
		row_fault(r, column,
			_("the name \"%s\" has a character that is no letter; enter it again"),
			line->name);
	else if (strlen(line->name) > NAME_MAX_BYTES)
		row_fault(r, column, _("the name is too long; enter it again"));
}

static void read_id(const struct row *r)
{
	struct line *line = r->line;
	const char *cell = grid_cell(r->grid, COLUMN_ID_NO);
	enum column column = COLUMN_ID_NO;
	enum rid_status status;

	line->head_id = "";
	if (grid_has(r->grid, COLUMN_HEAD_ID)) {
		struct rid head;

		if (rid_parse(grid_cell(r->grid, COLUMN_HEAD_ID), &head) != RID_EMPTY)
			line->head_id = g_string_chunk_insert(r->line->keep, head.number);
		if (!*cell &&
			(!grid_has(r->grid, COLUMN_ID_NO) || strcmp(line->name, line->head) == 0)) {
			cell = grid_cell(r->grid, COLUMN_HEAD_ID);
			column = COLUMN_HEAD_ID;
		}
	}
	status = rid_parse(cell, &line->id);
	if (status == RID_EMPTY && layout_taking(r->reader->layout) == TAKING_RECORDS)
		return; /* found by name and birth */
	if (status != RID_OK) {
		g_autofree char *sentence = rid_message(status, &line->id);

		line_fault(line, column, sentence);
	}
}

/* "户主之妻", "其子" and "之女" are 妻, 子 and 女; "户主本人" is 本人. */
static const struct code *match_relation(const struct code_list *list, const char *word)
{
	static const char *const before[] = {"户主", "申请人", "本人", "的", "之", "其"};
	const struct code *code = code_list_match(list, word);

	for (size_t i = 0; !code && i < G_N_ELEMENTS(before); i++) {
		size_t len = strlen(before[i]);

		if (g_str_has_prefix(word, before[i]) && word[len])
			code = match_relation(list, word + len);
	}
	return code;
}

static const char *relation_of(struct line_reader *reader, const char *word)
{
	const char *known = g_hash_table_lookup(reader->relations, word);
	const struct code *code;

	if (known)
		return known;
	code = match_relation(reader->relation, word);
	g_hash_table_insert(reader->relations, g_strdup(word), g_strdup(code ? code->key : ""));
	return g_hash_table_lookup(reader->relations, word);
}

/* A relation that is on no list is 99, "other": what the roster says is that it is none of them. */
static void read_relation(const struct row *r)
{
	struct line *line = r->line;
	const char *word = row_kept(r, COLUMN_RELATION, text_name);

	line->relation = NULL;
	if (!*word)
		return;
	line->relation = g_string_chunk_insert(r->line->keep, relation_of(r->reader, word));
	if (!*line->relation) {
		line->relation = "99";
		row_remark(
			r, _("the relation \"%s\" is on no list and was taken as \"other\""), word);
	}
}

/* The number passed its check digit, so it knows better; but somebody should look. */
static void compare_sex(const struct row *r)
{
	const char *word = row_kept(r, COLUMN_SEX, text_name);
	bool male = g_str_has_prefix(word, "男"), female = g_str_has_prefix(word, "女");

	if (line_is_sound(r->line) &&
		((male && r->line->id.sex == 'F') || (female && r->line->id.sex == 'M')))
		row_remark(r, _("the sex (%s) is not the one in the id number"), word);
}

/* A spreadsheet that has lost the style of a date shows its number of days since 1899. */
static day day_of_number(const char *word)
{
	char *end;
	guint64 n = g_ascii_strtoull(word, &end, 10);

	if (*end || n < NUMBER_MIN || n > NUMBER_MAX)
		return DAY_NONE;
	return day_make(1899, 12, 30) + (day)n;
}

/* A date, or its month's first day where only the month is given. */
day row_date(const struct row *r, enum column column)
{
	const char *word = row_optional(r, column);
	day d;
	month m;

	if (!word)
		return DAY_NONE;
	d = day_parse(word, day_today());
	if (d == DAY_NONE && (m = month_parse(word, day_today())) != MONTH_NONE)
		d = month_first(m);
	if (d == DAY_NONE)
		d = day_of_number(word);
	if (d == DAY_NONE)
		row_fault(r, column, _("\"%s\" is no date; write it as 2024-03-15"), word);
	return d;
}

static void compare_birth(const struct row *r)
{
	day d = row_date(r, COLUMN_BIRTH);

	if (d != DAY_NONE && line_is_sound(r->line) && *r->line->id.number &&
		month_of(d) != month_of(r->line->id.birth))
		row_remark(r, _("the birth date is not the one in the id number"));
}

/* --- what ------------------------------------------------------------------------------------ */

fen row_money(const struct row *r, enum column column)
{
	const char *word = row_optional(r, column);
	fen money = -1;

	if (!word || (money_read(word, &money) && money >= 0))
		return word ? money : -1;
	row_fault(r, column, _("the amount \"%s\" is not a number; write it in digits"), word);
	return -1;
}

static void read_amounts(const struct row *r)
{
	struct line *line = r->line;
	const char *income;

	line->has_amount = row_optional(r, COLUMN_AMOUNT) != NULL;
	line->amount = MAX(row_money(r, COLUMN_AMOUNT), 0);
	income = row_kept(r, COLUMN_INCOME, text_normal);
	line->income = -1;
	if (strcmp(income, "无") == 0)
		line->income = 0;
	else if (!says_nothing(income) && (!money_read(income, &line->income) || line->income < 0))
		row_fault(r, COLUMN_INCOME,
			_("the income \"%s\" is not a number; write it in digits"), income);
}

static void read_members(const struct row *r)
{
	const char *word = row_optional(r, COLUMN_MEMBERS);
	char *end = NULL;
	guint64 n;

	r->line->members = 0;
	if (!word)
		return;
	n = g_ascii_strtoull(word, &end, 10);
	if (end == word || n < 1 || n > MEMBERS_MAX ||
		(*end && strcmp(end, "人") != 0 && strcmp(end, "口") != 0 &&
			strcmp(end, ".0") != 0 && strcmp(end, ".00") != 0))
		row_fault(r, COLUMN_MEMBERS,
			_("the number of members \"%s\" is no number from 1 to %d; write it in "
			  "digits"),
			word, MEMBERS_MAX);
	else
		r->line->members = (int)n;
}

/* Blanks and hyphens between the digits go; anything else is a fault. */
static void read_account(const struct row *r)
{
	const char *word = row_optional(r, COLUMN_ACCOUNT);
	g_autofree char *digits = NULL;
	size_t n = 0;
	bool good = true;

	r->line->account = NULL;
	if (!word)
		return;
	digits = g_strdup(word);
	for (const char *p = word; *p; p++) {
		if (g_ascii_isdigit(*p))
			digits[n++] = *p;
		else if (*p != ' ' && *p != '-')
			good = false;
	}
	digits[n] = '\0';
	if (!good && strpbrk(word, "Ee") && strchr(word, '+'))
		row_fault(r, COLUMN_ACCOUNT,
			_("the account was destroyed by a spreadsheet (%s); take it from the "
			  "paper"),
			word);
	else if (!good || n < ACCOUNT_MIN || n > ACCOUNT_MAX)
		row_fault(r, COLUMN_ACCOUNT,
			_("the account \"%s\" is not %d to %d digits; compare it with the card"),
			word, ACCOUNT_MIN, ACCOUNT_MAX);
	else
		r->line->account = g_string_chunk_insert(r->line->keep, digits);
}

/* "A类" is A. */
static void read_class(const struct row *r)
{
	const char *word = row_optional(r, COLUMN_CLASS);

	r->line->review_class = word;
	if (word && g_ascii_isalpha(*word) && strcmp(word + 1, "类") == 0) {
		const char letter[2] = {g_ascii_toupper(*word), '\0'};

		r->line->review_class = g_string_chunk_insert(r->line->keep, letter);
	}
}

static void read_area(const struct row *r)
{
	const char *word = row_optional(r, COLUMN_AREA);
	const struct code *code = word ? code_list_match(r->reader->area, word) : NULL;

	r->line->area = code ? code->key : NULL;
	if (word && !code)
		row_fault(r, COLUMN_AREA, _("\"%s\" is neither urban nor rural; correct it"), word);
}

static void read_month(const struct row *r)
{
	const char *word = row_optional(r, COLUMN_MONTH);

	r->line->month = word ? month_parse(word, day_today()) : MONTH_NONE;
	if (word && r->line->month == MONTH_NONE)
		row_fault(r, COLUMN_MONTH, _("\"%s\" is no month; write it as 2024-03"), word);
}

void line_read(struct line_reader *reader, const struct grid *grid, struct line *line)
{
	const struct row row = {reader, grid, line};

	g_string_chunk_clear(line->keep);

	g_string_truncate(line->reason, 0);
	g_string_truncate(line->remark, 0);
	read_raw(&row);
	line->serial = row_kept(&row, COLUMN_SERIAL, text_name);
	line->village = row_kept(&row, COLUMN_VILLAGE, text_name);
	read_names(&row);
	read_id(&row);
	read_relation(&row);
	compare_sex(&row);
	compare_birth(&row);
	read_amounts(&row);
	read_members(&row);
	read_class(&row);
	read_account(&row);
	read_area(&row);
	read_month(&row);
	line->granted = row_date(&row, COLUMN_GRANTED);
	line->bank = row_optional(&row, COLUMN_BANK);
	line->holder = row_optional(&row, COLUMN_HOLDER);
	line->address = row_optional(&row, COLUMN_ADDRESS);
	line->phone = row_optional(&row, COLUMN_PHONE);
	line_read_codes(reader, grid, line);
	if (layout_taking(reader->layout) == TAKING_RECORDS)
		line_read_record(reader, grid, line);
}
