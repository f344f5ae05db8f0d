#include "form/report.h"

#include <string.h>
#include "base/i18n.h"
#include "form/section.h"

static const char *const kind_words[] = {
	"text", "table", "scores", "points", "problems", "measures", NULL};

/* --- freeing ----------------------------------------------------------------------------------
 */

static void column_free(gpointer data)
{
	struct report_column *c = data;
	g_free(c->key);
	g_free(c->label);
	g_free(c->unit);
	g_free(c->part);
	g_free(c->whole);
	g_free(c);
}

static void block_free(gpointer data)
{
	struct report_block *b = data;
	g_free(b->key);
	g_free(b->label);
	g_free(b->say);
	g_free(b->lines);
	g_free(b->rows);
	g_free(b->chart);
	g_free(b->from);
	g_ptr_array_unref(b->columns);
	g_free(b);
}

static void number_free(gpointer data)
{
	struct report_number *n = data;
	g_free(n->key);
	g_free(n->label);
	g_free(n->unit);
	g_free(n->lines);
	g_free(n->measure);
	g_free(n);
}

static void indicator_free(gpointer data)
{
	struct report_indicator *i = data;
	g_free(i->key);
	g_free(i->label);
	g_free(i->unit);
	g_free(i->level1);
	g_free(i->level2);
	g_free(i->counts);
	g_free(i->numerator);
	g_free(i->denominator);
	g_free(i->share);
	g_free(i->say);
	g_free(i);
}

void report_define_free(struct report_define *d)
{
	if (!d)
		return;
	g_free(d->key);
	g_free(d->query);
	g_free(d->file);
	g_free(d);
}

void report_def_free(struct report_def *r)
{
	if (!r)
		return;
	g_free(r->key);
	g_free(r->label);
	g_free(r->file);
	g_free(r->about);
	g_free(r->note);
	g_ptr_array_unref(r->blocks);
	g_ptr_array_unref(r->numbers);
	g_ptr_array_unref(r->problems);
	g_ptr_array_unref(r->indicators);
	g_free(r);
}

/* --- reading ----------------------------------------------------------------------------------
 */

struct reading {
	struct source src;
	struct report_def *report;
	GPtrArray *defines;
	struct report_block *table; /* the last one: columns belong to it */
};

static char *needed(const struct reading *r, const struct ini_section *s, const char *key)
{
	char *value = section_text(s, key);
	if (!value)
		ini_complain(r->src.complaints, r->src.ini->file, s->line, _("[%s %s] has no %s"),
			s->kind, s->name, key);
	return value;
}

static void complain(const struct reading *r, const struct ini_section *s, const char *key,
	const char *what, const char *word)
{
	const struct spot spot = {r->src.ini->file, section_line(s, key), r->src.complaints};
	complain_no_such(spot, what, word, NULL);
}

/* 元 and 万元 are money, % is a share; anything else counts. */
static enum report_type type_of(const char *unit)
{
	if (g_strcmp0(unit, "元") == 0)
		return REPORT_YUAN;
	if (g_strcmp0(unit, "万元") == 0)
		return REPORT_WAN;
	if (g_strcmp0(unit, "%") == 0)
		return REPORT_PERCENT;
	return REPORT_COUNT;
}

static void read_head(struct reading *r, const struct ini_section *s)
{
	static const char *const known[] = {"label", "label[en]", "about", "about[en]", "note",
		"note[en]", "order", "period", NULL};
	static const char *const periods[] = {"year", "month", NULL};
	struct report_def *report = r->report;
	gint64 order = 0;
	section_has_key(&r->src, s);
	ini_check_keys(r->src.ini, s, known, r->src.complaints);
	if (report->key) {
		ini_complain(r->src.complaints, r->src.ini->file, s->line,
			_("[%s %s] stands twice"), s->kind, s->name);
		return;
	}
	report->key = g_strdup(s->name);
	report->line = s->line;
	report->label = section_label(&r->src, s, "label");
	report->about = g_strdup(ini_label(s, "about"));
	report->note = g_strdup(ini_label(s, "note"));
	report->monthly = section_choice(&r->src, s, "period", periods) == 1;
	if (section_integer(&r->src, s, "order", &order))
		report->order = (int)CLAMP(order, 0, G_MAXINT);
}

static void read_define(struct reading *r, const struct ini_section *s)
{
	static const char *const known[] = {"query", NULL};
	struct report_define *d = g_new0(struct report_define, 1);
	section_has_key(&r->src, s);
	ini_check_keys(r->src.ini, s, known, r->src.complaints);
	d->key = g_strdup(s->name);
	d->file = g_strdup(r->src.ini->file);
	d->line = section_line(s, "query");
	d->query = needed(r, s, "query");
	if (d->query)
		g_ptr_array_add(r->defines, d);
	else
		report_define_free(d);
}

static void read_block(struct reading *r, const struct ini_section *s, enum report_block_kind kind)
{
	static const char *const known[] = {"label", "label[en]", "say", "say[en]", "from", NULL};
	static const char *const of_table[] = {"label", "label[en]", "say", "say[en]", "lines",
		"rows", "rows[en]", "chart", "total", "from", NULL};
	struct report_block *b = g_new0(struct report_block, 1);
	bool table = kind == REPORT_TABLE;
	section_has_key(&r->src, s);
	ini_check_keys(r->src.ini, s, table ? of_table : known, r->src.complaints);
	b->kind = kind;
	b->line = s->line;
	b->key = g_strdup(s->name);
	b->label = section_label(&r->src, s, "label");
	b->say = g_strdup(ini_label(s, "say"));
	b->columns = g_ptr_array_new_with_free_func(column_free);
	b->from = section_text(s, "from");
	b->report = r->report;
	b->table = b;
	r->table = table ? b : r->table;
	if (table && !b->from) {
		b->lines = needed(r, s, "lines");
		b->rows = section_label(&r->src, s, "rows");
		b->chart = section_text(s, "chart");
		b->total = section_flag(&r->src, s, "total");
		b->line = section_line(s, "lines");
	}
	g_ptr_array_add(r->report->blocks, b);
}

static void read_column(struct reading *r, const struct ini_section *s)
{
	static const char *const known[] = {
		"label", "label[en]", "unit", "unit[en]", "part", "whole", NULL};
	section_has_key(&r->src, s);
	ini_check_keys(r->src.ini, s, known, r->src.complaints);
	if (!r->table) {
		ini_complain(r->src.complaints, r->src.ini->file, s->line,
			_("[%s %s] belongs to no table: put it behind a [table ...]"), s->kind,
			s->name);
		return;
	}
	struct report_column *c = g_new0(struct report_column, 1);
	c->key = g_strdup(s->name);
	c->line = s->line;
	c->label = section_label(&r->src, s, "label");
	c->unit = section_text(s, "unit");
	c->type = c->unit ? type_of(c->unit) : REPORT_WORDS;
	c->part = section_text(s, "part");
	c->whole = section_text(s, "whole");
	if (c->part && c->type == REPORT_COUNT)
		c->type = REPORT_RATIO;
	if ((c->part == NULL) != (c->whole == NULL))
		ini_complain(r->src.complaints, r->src.ini->file, s->line,
			_("[%s %s]: %s and %s go together"), s->kind, s->name, "part", "whole");
	g_ptr_array_add(r->table->columns, c);
}

static struct report_number *read_number(struct reading *r, const struct ini_section *s)
{
	static const char *const known[] = {"label", "label[en]", "unit", "lines", "measure", NULL};
	struct report_number *n = g_new0(struct report_number, 1);
	section_has_code(&r->src, s);
	ini_check_keys(r->src.ini, s, known, r->src.complaints);
	n->key = g_strdup(s->name);
	n->label = section_label(&r->src, s, "label");
	n->unit = needed(r, s, "unit");
	n->type = type_of(n->unit);
	n->lines = needed(r, s, "lines");
	n->measure = section_text(s, "measure");
	n->line = section_line(s, "lines");
	return n;
}

/* --- indicators -------------------------------------------------------------------------------
 */

/* A number with at most two decimals, in hundredths. */
static bool read_hundredths(
	struct reading *r, const struct ini_section *s, const char *key, gint64 *out)
{
	const char *text = ini_value(s, key);
	char *end = NULL;
	if (!text || !*text)
		return false;
	double value = g_ascii_strtod(text, &end);
	if (end == text || *end || value < -1000000 || value > 1000000) {
		complain(r, s, key, _("number"), text);
		return false;
	}
	*out = (gint64)(value * 100 + (value < 0 ? -0.5 : 0.5));
	return true;
}

static void check_indicator(
	struct reading *r, const struct ini_section *s, const struct report_indicator *i)
{
	bool counted = i->numerator || i->share;
	const char *wrong = NULL;
	if (i->judged == counted)
		wrong = _("[%s %s] is judged, or has a numerator, or a share: one of them");
	else if (i->share && (i->numerator || i->denominator))
		wrong = _("[%s %s]: a share has both numbers in one query");
	else if (counted && i->full == i->zero)
		wrong = _("[%s %s]: full points and none need different values");
	else if (i->over && i->over_zero <= i->over)
		wrong = _("[%s %s]: over_zero is above over");
	if (wrong)
		ini_complain(r->src.complaints, r->src.ini->file, s->line, wrong, s->kind, s->name);
}

static void read_indicator(struct reading *r, const struct ini_section *s)
{
	static const char *const known[] = {"label", "label[en]", "level1", "level2", "weight",
		"unit", "counts", "numerator", "denominator", "share", "judged", "full", "zero",
		"over", "over_zero", "say", NULL};
	struct report_indicator *i = g_new0(struct report_indicator, 1);
	gint64 weight = 0;
	section_has_code(&r->src, s);
	ini_check_keys(r->src.ini, s, known, r->src.complaints);
	i->key = g_strdup(s->name);
	i->line = s->line;
	i->label = section_label(&r->src, s, "label");
	i->level1 = needed(r, s, "level1");
	i->level2 = needed(r, s, "level2");
	if (section_integer(&r->src, s, "weight", &weight) && weight > 0 && weight <= 100)
		i->weight = (int)weight;
	else
		complain(r, s, "weight", _("weight of 1 to 100"), ini_value(s, "weight"));
	i->unit = section_text(s, "unit");
	i->counts = section_text(s, "counts");
	i->type = type_of(i->counts);
	i->numerator = section_text(s, "numerator");
	i->denominator = section_text(s, "denominator");
	i->share = section_text(s, "share");
	i->judged = section_flag(&r->src, s, "judged");
	read_hundredths(r, s, "full", &i->full);
	read_hundredths(r, s, "zero", &i->zero);
	read_hundredths(r, s, "over", &i->over);
	read_hundredths(r, s, "over_zero", &i->over_zero);
	i->say = needed(r, s, "say");
	check_indicator(r, s, i);
	g_ptr_array_add(r->report->indicators, i);
}

/* --- the file ---------------------------------------------------------------------------------
 */

static void read_section(struct reading *r, const struct ini_section *s)
{
	static const char *const kinds[] = {"report", "define", "text", "table", "scores", "points",
		"problems", "measures", "column", "number", "problem", "indicator", NULL};
	for (int i = 0; i < REPORT_KINDS; i++)
		if (strcmp(s->kind, kind_words[i]) == 0) {
			read_block(r, s, i);
			return;
		}
	if (strcmp(s->kind, "report") == 0)
		read_head(r, s);
	else if (strcmp(s->kind, "define") == 0)
		read_define(r, s);
	else if (strcmp(s->kind, "column") == 0)
		read_column(r, s);
	else if (strcmp(s->kind, "number") == 0)
		g_ptr_array_add(r->report->numbers, read_number(r, s));
	else if (strcmp(s->kind, "problem") == 0)
		g_ptr_array_add(r->report->problems, read_number(r, s));
	else if (strcmp(s->kind, "indicator") == 0)
		read_indicator(r, s);
	else
		section_refuse(&r->src, s, kinds);
}

const struct report_column *report_column(const struct report_block *table, const char *key)
{
	for (guint i = 0; key && i < table->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(table->columns, i);
		if (strcmp(c->key, key) == 0)
			return c;
	}
	return NULL;
}

static void check_word(
	const struct reading *r, const struct report_block *b, int line, const char *key)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	const struct spot spot = {r->src.ini->file, line, r->src.complaints};
	if (!key || report_column(b, key))
		return;
	for (guint i = 0; i < b->columns->len; i++)
		g_ptr_array_add(
			keys, ((struct report_column *)g_ptr_array_index(b->columns, i))->key);
	complain_no_such(spot, _("column"), key, keys);
}

static void check_table(const struct reading *r, const struct report_block *b)
{
	if (!b->columns->len)
		ini_complain(r->src.complaints, r->src.ini->file, b->line,
			_("the table %s has no column"), b->key);
	else if (b->columns->len > REPORT_COLUMNS)
		ini_complain(r->src.complaints, r->src.ini->file, b->line,
			_("a table has at most %d columns"), REPORT_COLUMNS);
	check_word(r, b, b->line, b->chart);
	for (guint i = 0; i < b->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(b->columns, i);
		check_word(r, b, c->line, c->part);
		check_word(r, b, c->line, c->whole);
	}
}

static bool is_whole(const struct reading *r)
{
	const struct report_def *report = r->report;
	for (guint i = 0; i < report->blocks->len; i++) {
		const struct report_block *b = g_ptr_array_index(report->blocks, i);
		if (b->kind == REPORT_TABLE && !b->from)
			check_table(r, b);
	}
	if (report->key && report->blocks->len)
		return true;
	if (report->key || report->blocks->len || !r->defines->len)
		ini_complain(r->src.complaints, r->src.ini->file, MAX(report->line, 1),
			_("a report has a [report KEY] and something to print"));
	return false;
}

struct report_def *report_read(const struct ini *ini, GPtrArray *defines, struct ini_complaints *c)
{
	struct report_def *report = g_new0(struct report_def, 1);
	struct reading r = {{ini, c}, report, defines, NULL};
	report->file = g_strdup(ini->file);
	report->blocks = g_ptr_array_new_with_free_func(block_free);
	report->numbers = g_ptr_array_new_with_free_func(number_free);
	report->problems = g_ptr_array_new_with_free_func(number_free);
	report->indicators = g_ptr_array_new_with_free_func(indicator_free);
	for (guint i = 0; i < ini->sections->len; i++)
		read_section(&r, g_ptr_array_index(ini->sections, i));
	if (is_whole(&r))
		return report;
	report_def_free(report);
	return NULL;
}

/* --- from one to another ----------------------------------------------------------------------
 */

static const struct report_def *find_report(const GPtrArray *reports, const char *key)
{
	for (guint i = 0; i < reports->len; i++) {
		const struct report_def *r = g_ptr_array_index(reports, i);
		if (strcmp(r->key, key) == 0)
			return r;
	}
	return NULL;
}

static const struct report_block *find_table(const struct report_def *report, const char *key)
{
	for (guint i = 0; i < report->blocks->len; i++) {
		const struct report_block *b = g_ptr_array_index(report->blocks, i);
		if (b->kind == REPORT_TABLE && !b->from && strcmp(b->key, key) == 0)
			return b;
	}
	return NULL;
}

static void resolve(const GPtrArray *reports, const char *file, struct report_block *b,
	struct ini_complaints *c)
{
	const struct spot spot = {file, b->line, c};
	const struct report_def *other = find_report(reports, b->from);
	const struct report_block *table =
		other && b->kind == REPORT_TABLE ? find_table(other, b->key) : b;
	if (!other)
		complain_no_such(spot, _("report"), b->from, NULL);
	else if (!table)
		complain_no_such(spot, _("table"), b->key, NULL);
	if (other && table) {
		b->report = other;
		b->table = table;
	}
}

void report_resolve(const GPtrArray *reports, struct ini_complaints *c)
{
	for (guint i = 0; i < reports->len; i++) {
		const struct report_def *r = g_ptr_array_index(reports, i);
		for (guint k = 0; k < r->blocks->len; k++) {
			struct report_block *b = g_ptr_array_index(r->blocks, k);
			if (b->from)
				resolve(reports, r->file, b, c);
		}
	}
}
