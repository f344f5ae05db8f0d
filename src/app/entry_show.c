/* The lines of a form as they are shown: headings, values, what stands behind them, help. */
#include "config.h"

#include "app/entry_room.h"

#include <string.h>
#include "base/i18n.h"

/* --- lines ------------------------------------------------------------------------------------ */

int entry_show_count(void *ctx)
{
	return (int)((struct entry_view *)ctx)->lines->len;
}

static void line_heading(struct entry_view *v, const struct entry_line *l, struct field_line *line)
{
	const struct block_def *block = entry_block_of(v, l->at);
	g_free(v->label);
	if (l->kind == LINE_BLOCK) {
		v->label = g_strdup(block->label);
	} else if (entry_row_empty(v->e, l->at.block, l->at.row)) {
		v->label = g_strdup_printf(l->at.row > 0 ? _("%d. (no more: Enter)")
				: block->none_required   ? _("%d. (none: key .)")
							 : "%d.",
			l->at.row + 1);
	} else {
		const char *name = entry_get(v->e, block->key, l->at.row, "name");
		v->label = g_strdup_printf("%d. %s", l->at.row + 1, name ? name : "");
	}
	line->label = v->label;
}

static int field_width(const struct field_def *f)
{
	if (f->width)
		return f->width;
	switch (f->type) {
	case FIELD_ID:
		return 20;
	case FIELD_DATE:
	case FIELD_MONTH:
	case FIELD_CODE:
		return 12;
	case FIELD_INTEGER:
		return 8;
	case FIELD_MONEY:
	case FIELD_PHONE:
		return 16;
	case FIELD_ACCOUNT:
		return 24;
	default:
		return 30;
	}
}

/* What stands behind a value: a code's label, the unit, how an amount was keyed. */
static const char *field_suffix(struct entry_view *v, const struct entry_line *l)
{
	const struct field_def *f = entry_field(v->e, l->at);
	if (entry_mark(v->e, l->at) == MARK_UNKNOWN)
		return _("unknown");
	if (entry_mark(v->e, l->at) == MARK_NIL)
		return _("none");
	if (f->type == FIELD_CODE)
		return entry_code_label(v->e, l->at);
	if (f->type == FIELD_MONEY) {
		const char *as = entry_expression(v->e, l->at);
		return as ? as : _("yuan");
	}
	return "";
}

static bool is_ascii_type(enum field_type type)
{
	return type == FIELD_ID || type == FIELD_DATE || type == FIELD_MONTH ||
		type == FIELD_INTEGER || type == FIELD_MONEY || type == FIELD_PHONE ||
		type == FIELD_ACCOUNT;
}

static void line_field(struct entry_view *v, const struct entry_line *l, struct field_line *line)
{
	const struct field_def *f = entry_field(v->e, l->at);
	g_free(v->shown);
	v->shown = entry_shown(v->e, l->at);
	line->label = f->label;
	line->value = v->shown;
	line->suffix = field_suffix(v, l);
	line->mark = g_hash_table_contains(v->noted, f->key) ? "#" : f->required ? "*" : "";
	line->width = field_width(f);
	line->length = f->length;
	line->ascii = is_ascii_type(f->type);
	line->protected_ = entry_protected(v->e, l->at);
	line->carried = entry_carried(v->e, l->at);
	line->wrong = v->verdict && memcmp(&v->verdict->place, &l->at, sizeof(l->at)) == 0;
}

/* "None" for the whole roster: typing anything else begins its first row. */
static void line_none(struct entry_view *v, const struct entry_line *l, struct field_line *line)
{
	const struct field_def *f = g_ptr_array_index(entry_block_of(v, l->at)->fields, 0);
	line->label = f->label;
	line->value = ".";
	line->suffix = _("none");
	line->mark = "*";
	line->width = field_width(f);
	line->length = f->length;
}

void entry_show_line(void *ctx, int i, struct field_line *line)
{
	struct entry_view *v = ctx;
	const struct entry_line *l = entry_line_at(v, i);
	*line = (struct field_line){.kind = l->kind};
	if (l->kind != LINE_FIELD)
		line_heading(v, l, line);
	else if (entry_line_is_none(v->e, l))
		line_none(v, l, line);
	else
		line_field(v, l, line);
}

/* A short list of the forms is read from the hint line, so that F5 is for the long ones. */
#define SHORT_LIST 10

static char *codes_hint(const struct code_list *list, const char *help)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < list->codes->len; i++) {
		const struct code *c = g_ptr_array_index(list->codes, i);
		g_string_append_printf(out, "%s%s %s", i > 0 ? "  " : "", code_keyed(c), c->label);
	}
	if (help)
		g_string_append_printf(out, "  %s", help);
	return g_string_free(out, false);
}

const char *entry_show_hint(void *ctx, int i)
{
	struct entry_view *v = ctx;
	const struct entry_line *l = entry_line_at(v, i);
	if (l->kind != LINE_FIELD)
		return NULL;
	const struct field_def *f = entry_field(v->e, l->at);
	const char *note = g_hash_table_lookup(v->noted, f->key);
	const struct code_list *list = entry_codes(v->e, l->at);
	if (note) {
		g_free(v->hint);
		return v->hint = g_strdup_printf(_("# note: %s"), note);
	}
	if (!list || *f->codes == '@' || list->codes->len > SHORT_LIST)
		return f->help;
	g_free(v->hint);
	v->hint = codes_hint(list, f->help);
	return v->hint;
}
