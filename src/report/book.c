#include "report/book.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

#define HUNDRED 100

/* --- numbers ----------------------------------------------------------------------------------
 */

const char *book_hundredths(gint64 n, char buf[BOOK_TEXT_LEN])
{
	return money_plain(n, buf);
}

/* fen in units of 10,000 yuan, rounded to hundredths of them. */
static gint64 wan(gint64 fen_sum)
{
	enum { FEN = 10000 };
	return (fen_sum + (fen_sum < 0 ? -FEN / 2 : FEN / 2)) / FEN;
}

static gint64 in_hundredths(enum report_type type, gint64 n)
{
	return type == REPORT_WAN ? wan(n) : type == REPORT_COUNT ? n * HUNDRED : n;
}

const char *book_number(
	enum report_type type, const struct report_cell *cell, char buf[BOOK_TEXT_LEN])
{
	if (!cell->known) {
		g_strlcpy(buf, "-", BOOK_TEXT_LEN);
		return buf;
	}
	if (type == REPORT_COUNT)
		g_snprintf(buf, BOOK_TEXT_LEN, "%" G_GINT64_FORMAT, cell->n);
	else
		book_hundredths(in_hundredths(type, cell->n), buf);
	return buf;
}

/* --- parts ------------------------------------------------------------------------------------
 */

static void row_free(gpointer data)
{
	struct book_row *r = data;
	for (int i = 0; i < BOOK_COLUMNS; i++)
		g_free(r->cells[i].text);
	g_free(r);
}

static void column_free(gpointer data)
{
	struct book_column *c = data;
	g_free(c->key);
	g_free(c->label);
	g_free(c->unit);
	g_free(c);
}

static void part_free(gpointer data)
{
	struct book_part *p = data;
	g_free(p->text);
	if (p->table) {
		g_free(p->table->key);
		g_ptr_array_unref(p->table->columns);
		g_ptr_array_unref(p->table->rows);
		g_free(p->table);
	}
	g_free(p);
}

void book_free(struct book *b)
{
	if (!b)
		return;
	g_free(b->title);
	g_free(b->office);
	g_free(b->period);
	g_free(b->made_on);
	g_free(b->note);
	g_ptr_array_unref(b->parts);
	g_free(b);
}

static struct book_part *add_part(struct book *b, enum book_part_kind kind, char *text)
{
	struct book_part *p = g_new0(struct book_part, 1);
	p->kind = kind;
	p->text = text;
	g_ptr_array_add(b->parts, p);
	return p;
}

static struct book_table *add_table(struct book *b, const char *key)
{
	struct book_table *t = g_new0(struct book_table, 1);
	t->key = g_strdup(key);
	t->columns = g_ptr_array_new_with_free_func(column_free);
	t->rows = g_ptr_array_new_with_free_func(row_free);
	t->chart = -1;
	add_part(b, BOOK_TABLE, NULL)->table = t;
	return t;
}

static void add_column(
	struct book_table *t, const char *key, const char *label, const char *unit, bool right)
{
	struct book_column *c = g_new0(struct book_column, 1);
	c->key = g_strdup(key);
	c->label = g_strdup(label);
	c->unit = g_strdup(unit);
	c->right = right;
	g_ptr_array_add(t->columns, c);
}

static struct book_row *add_row(struct book_table *t)
{
	struct book_row *r = g_new0(struct book_row, 1);
	g_ptr_array_add(t->rows, r);
	return r;
}

static void set_text(struct book_row *r, int i, const char *text)
{
	r->cells[i].text = text_clean(text ? text : "");
}

static void set_number(
	struct book_row *r, int i, enum report_type type, const struct report_cell *cell)
{
	char buf[BOOK_TEXT_LEN];
	set_text(r, i, book_number(type, cell, buf));
	if (!cell->known)
		return;
	r->cells[i].is_number = true;
	r->cells[i].number = (double)in_hundredths(type, cell->n) / HUNDRED;
	r->cells[i].decimals = type == REPORT_COUNT ? 0 : 2;
}

static void set_hundredths(struct book_row *r, int i, gint64 n)
{
	const struct report_cell cell = {n, true, NULL};
	set_number(r, i, REPORT_PERCENT, &cell);
}

/* --- tables -----------------------------------------------------------------------------------
 */

static void put_table(struct book *b, const struct report_table *t)
{
	const struct report_block *def = t->def;
	struct book_table *out = add_table(b, def->key);
	add_column(out, "label", def->rows, NULL, false);
	for (guint i = 0; i < def->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(def->columns, i);
		add_column(out, c->key, c->label, c->unit, c->type != REPORT_WORDS);
		if (g_strcmp0(c->key, def->chart) == 0)
			out->chart = (int)i + 1;
	}
	for (guint k = 0; k < t->rows->len; k++) {
		const struct report_row *row = g_ptr_array_index(t->rows, k);
		struct book_row *r = add_row(out);
		r->sum = row->key == NULL;
		set_text(r, 0, row->label);
		for (guint i = 0; i < def->columns->len; i++) {
			const struct report_column *c = g_ptr_array_index(def->columns, i);
			if (c->type == REPORT_WORDS)
				set_text(r, (int)i + 1, row->cells[i].words);
			else
				set_number(r, (int)i + 1, c->type, &row->cells[i]);
		}
	}
}

/* --- points -----------------------------------------------------------------------------------
 */

struct points {
	gint64 weight, points, waiting_weight;
	int waiting;
};

static void add_score(struct points *p, const struct report_score *s)
{
	p->weight += s->def->weight;
	p->points += s->points;
	if (s->state == SCORE_WAITING || s->state == SCORE_NO_DATA) {
		p->waiting++;
		p->waiting_weight += s->def->weight;
	}
}

static struct points points_of(const struct report_run *run, const char *level1)
{
	struct points p = {0};
	for (guint i = 0; i < run->scores->len; i++) {
		const struct report_score *s = g_ptr_array_index(run->scores, i);
		if (!level1 || g_str_equal(s->def->level1, level1))
			add_score(&p, s);
	}
	return p;
}

static void put_level(struct book_table *t, const char *label, struct points p, bool sum)
{
	const struct report_cell weight = {p.weight, true, NULL};
	const struct report_cell waiting = {p.waiting, true, NULL};
	struct book_row *r = add_row(t);
	r->sum = sum;
	set_text(r, 0, label);
	set_number(r, 1, REPORT_COUNT, &weight);
	set_hundredths(r, 2, p.points);
	set_number(r, 3, REPORT_COUNT, &waiting);
}

static void put_points(struct book *b, const struct report_run *run, const char *key)
{
	struct book_table *t = add_table(b, key);
	const char *last = NULL;
	add_column(t, "label", _("First level"), NULL, false);
	add_column(t, "weight", _("Weight"), _("points"), true);
	add_column(t, "points", _("Points"), _("points"), true);
	add_column(t, "waiting", _("To be judged"), _("items"), true);
	for (guint i = 0; i < run->scores->len; i++) {
		const struct report_score *s = g_ptr_array_index(run->scores, i);
		if (g_strcmp0(last, s->def->level1) != 0)
			put_level(t, s->def->level1, points_of(run, s->def->level1), false);
		last = s->def->level1;
	}
	put_level(t, _("In all"), points_of(run, NULL), true);
}

static char *remark_of(const struct report_score *s)
{
	switch (s->state) {
	case SCORE_WAITING:
		return g_strdup_printf(_("TO BE JUDGED. %s"), s->def->say);
	case SCORE_NO_DATA:
		return g_strdup_printf(_("NO DATA. %s"), s->def->say);
	case SCORE_JUDGED:
		return g_strdup_printf(_("Judged: %s"), s->evidence);
	case SCORE_COUNTED:
		break;
	}
	return g_strdup(s->def->say);
}

static void put_value(struct book_row *r, int i, const struct report_score *s)
{
	char buf[BOOK_TEXT_LEN];
	set_hundredths(r, i, s->value);
	if (g_strcmp0(s->def->unit, "%") == 0) {
		g_free(r->cells[i].text);
		r->cells[i].text = g_strdup_printf("%s%%", book_hundredths(s->value, buf));
	}
}

static void put_score(struct book_table *t, const struct report_score *s)
{
	const struct report_indicator *def = s->def;
	bool counted = s->state == SCORE_COUNTED;
	const struct report_cell n = {s->numerator, counted, NULL};
	const struct report_cell of = {s->denominator, counted && s->denominator > 0, NULL};
	const struct report_cell weight = {def->weight, true, NULL};
	g_autofree char *label = g_strdup_printf("%s %s", def->key, def->label);
	g_autofree char *remark = remark_of(s);
	struct book_row *r = add_row(t);
	set_text(r, 0, label);
	set_number(r, 1, REPORT_COUNT, &weight);
	set_number(r, 2, def->type, &n);
	set_number(r, 3, def->type, &of);
	set_text(r, 4, def->counts);
	if (counted)
		put_value(r, 5, s);
	else
		set_text(r, 5, "-");
	if (counted || s->state == SCORE_JUDGED)
		set_hundredths(r, 6, s->points);
	else
		set_text(r, 6, s->state == SCORE_WAITING ? _("waits") : _("no data"));
	set_text(r, 7, remark);
}

static void put_level_row(struct book_table *t, const struct report_indicator *def)
{
	g_autofree char *label = g_strdup_printf("%s / %s", def->level1, def->level2);
	struct book_row *r = add_row(t);
	r->sum = true;
	set_text(r, 0, label);
	for (int i = 1; i < (int)t->columns->len; i++)
		set_text(r, i, "");
}

static void put_scores(struct book *b, const struct report_run *run, const char *key)
{
	struct book_table *t = add_table(b, key);
	const char *last = NULL;
	add_column(t, "label", _("Indicator"), NULL, false);
	add_column(t, "weight", _("Weight"), NULL, true);
	add_column(t, "numerator", _("Numerator"), NULL, true);
	add_column(t, "denominator", _("Denominator"), NULL, true);
	add_column(t, "unit", _("Unit"), NULL, false);
	add_column(t, "value", _("Value"), NULL, true);
	add_column(t, "points", _("Points"), NULL, true);
	add_column(t, "remark", _("How the points are given, or what they rest on"), NULL, false);
	for (guint i = 0; i < run->scores->len; i++) {
		const struct report_score *s = g_ptr_array_index(run->scores, i);
		if (g_strcmp0(last, s->def->level2) != 0)
			put_level_row(t, s->def);
		last = s->def->level2;
		put_score(t, s);
	}
}

/* --- texts ------------------------------------------------------------------------------------
 */

static const char *const own_marks[] = {
	"office", "year", "period", "today", "points", "grade", "waiting", "open", NULL};

/* The list has the least points of each grade. */
static const char *grade_of(const struct desk *desk, gint64 points)
{
	const struct code_list *list = library_codes(desk->lib, "report_grade");
	const char *best = "";
	gint64 least = -1;
	for (guint i = 0; list && i < list->codes->len; i++) {
		const struct code *c = g_ptr_array_index(list->codes, i);
		gint64 from = g_ascii_strtoll(c->key, NULL, 10);
		if (points >= from * HUNDRED && from > least) {
			least = from;
			best = c->label;
		}
	}
	return best;
}

static void add_own(GString *out, struct desk *desk, const struct report_run *run, const char *name)
{
	char buf[BOOK_TEXT_LEN];
	struct points p = points_of(run, NULL);
	g_autofree char *period = book_period(run);
	if (g_str_equal(name, "office"))
		g_string_append(out, desk->office.name);
	else if (g_str_equal(name, "year"))
		g_string_append_printf(out, "%d", run->period.year);
	else if (g_str_equal(name, "period"))
		g_string_append(out, period);
	else if (g_str_equal(name, "today"))
		g_string_append(out, day_to_iso(day_today(), buf));
	else if (g_str_equal(name, "points"))
		g_string_append(out, book_hundredths(p.points, buf));
	else if (g_str_equal(name, "grade"))
		g_string_append(out, grade_of(desk, p.points));
	else if (g_str_equal(name, "waiting"))
		g_string_append_printf(out, "%d", p.waiting);
	else if (g_str_equal(name, "open"))
		g_string_append_printf(out, "%d", (int)p.waiting_weight);
}

static void add_mark(
	GString *out, struct desk *desk, const struct report_run *run, const char *name)
{
	char buf[BOOK_TEXT_LEN];
	for (guint i = 0; i < run->numbers->len; i++) {
		const struct report_count *n = g_ptr_array_index(run->numbers, i);
		const struct report_cell cell = {n->n, true, NULL};
		if (g_str_equal(n->def->key, name)) {
			g_string_append(out, book_number(n->def->type, &cell, buf));
			return;
		}
	}
	add_own(out, desk, run, name);
}

/* A file's lines are one paragraph; Chinese needs no blank where they meet. */
static void add_plain(GString *out, const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		if (text[i] != '\n')
			g_string_append_c(out, text[i]);
		else if (out->len && g_ascii_isalnum(out->str[out->len - 1]))
			g_string_append_c(out, ' ');
	}
}

static char *fill(struct desk *desk, const struct report_run *run, const char *say)
{
	GString *out = g_string_new(NULL);
	while (*say) {
		gsize plain = strcspn(say, "{");
		add_plain(out, say, plain);
		say += plain;
		const char *end = *say ? strchr(say, '}') : NULL;
		if (!end)
			break;
		g_autofree char *name = g_strndup(say + 1, (gsize)(end - say - 1));
		add_mark(out, desk, run, name);
		say = end + 1;
	}
	return g_string_free(out, FALSE);
}

static void check_say(
	const struct report_def *r, const struct report_block *b, struct ini_complaints *c)
{
	for (const char *at = b->say ? strchr(b->say, '{') : NULL; at; at = strchr(at + 1, '{')) {
		g_autofree char *name = g_strndup(at + 1, strcspn(at + 1, "}"));
		bool known = g_strv_contains(own_marks, name);
		for (guint i = 0; i < r->numbers->len && !known; i++)
			known = g_str_equal(
				((struct report_number *)g_ptr_array_index(r->numbers, i))->key,
				name);
		if (!known)
			ini_complain(c, r->file, b->line, _("there is no number {%s}"), name);
	}
}

void book_check(const struct library *lib, struct ini_complaints *c)
{
	const GPtrArray *all = library_reports(lib);
	for (guint i = 0; i < all->len; i++) {
		const struct report_def *r = g_ptr_array_index(all, i);
		for (guint k = 0; k < r->blocks->len; k++)
			check_say(r, g_ptr_array_index(r->blocks, k), c);
	}
}

/* --- problems ---------------------------------------------------------------------------------
 */

static void put_problems(struct book *b, const struct report_run *run, bool measures)
{
	int no = 0;
	for (guint i = 0; i < run->problems->len; i++) {
		const struct report_count *n = g_ptr_array_index(run->problems, i);
		if (!n->n || (measures && !n->def->measure))
			continue;
		no++;
		char *text = measures ? g_strdup_printf("%d. %s", no, n->def->measure)
				      : g_strdup_printf("%d. %s：%" G_GINT64_FORMAT "%s（%s）", no,
						n->def->label, n->n, n->def->unit, n->def->key);
		add_part(b, BOOK_PARAGRAPH, text);
	}
	if (!no)
		add_part(b, BOOK_PARAGRAPH, g_strdup(_("Nothing was found.")));
}

/* --- the whole --------------------------------------------------------------------------------
 */

char *book_period(const struct report_run *run)
{
	enum { MONTHS = 12 };
	if (run->period.from != run->period.to)
		return g_strdup_printf(_("year %d"), run->period.year);
	return g_strdup_printf(_("month %d-%02d"), run->period.year, run->period.from % MONTHS + 1);
}

static void put_block(struct book *b, struct desk *desk, const struct report_run *run,
	const struct report_block *x)
{
	const struct report_table *t = x->kind == REPORT_TABLE ? report_run_table(run, x) : NULL;
	add_part(b, BOOK_HEADING, fill(desk, run, x->label));
	if (x->say)
		add_part(b, BOOK_PARAGRAPH, fill(desk, run, x->say));
	if (t && t->rows->len)
		put_table(b, t);
	else if (t)
		add_part(b, BOOK_PARAGRAPH, g_strdup(_("Nothing.")));
	else if (x->kind == REPORT_SCORES)
		put_scores(b, run, x->key);
	else if (x->kind == REPORT_POINTS)
		put_points(b, run, x->key);
	else if (x->kind != REPORT_TEXT)
		put_problems(b, run, x->kind == REPORT_MEASURES);
}

struct book *book_of(struct desk *desk, const struct report_run *run)
{
	char today[DAY_LEN];
	struct book *b = g_new0(struct book, 1);
	b->title = text_clean(run->def->label);
	b->office = text_clean(desk->office.name);
	b->period = book_period(run);
	b->made_on = g_strdup(day_to_iso(day_today(), today));
	b->note = run->def->note ? text_clean(run->def->note) : NULL;
	b->practice = db_is_practice(desk->db);
	b->parts = g_ptr_array_new_with_free_func(part_free);
	for (guint i = 0; i < run->def->blocks->len; i++)
		put_block(b, desk, run, g_ptr_array_index(run->def->blocks, i));
	return b;
}
