#include "config.h"

#include "model/payment_rows.h"

/* Tabs and line ends part the fields; a name that holds one loses it. */
static void append_cell(GString *out, const char *text, char end)
{
	for (const char *s = text ? text : ""; *s; s++)
		g_string_append_c(out, *s == '\t' || *s == '\n' || *s == '\r' ? ' ' : *s);
	g_string_append_c(out, end);
}

void snapshot_begin(GString *out, const char *village, const char *address)
{
	g_string_truncate(out, 0);
	append_cell(out, village, '\t');
	append_cell(out, address, '\n');
}

void snapshot_member(
	GString *out, const char *relation, const char *name, const char *id_no, bool counted)
{
	append_cell(out, relation, '\t');
	append_cell(out, name, '\t');
	append_cell(out, id_no, '\t');
	append_cell(out, counted ? "1" : "0", '\n');
}

static char *cell(char **cells, guint i)
{
	return g_strdup(cells && g_strv_length(cells) > i ? cells[i] : "");
}

void snapshot_read(const char *text, struct snapshot_head *out)
{
	g_auto(GStrv) line = g_strsplit(text ? text : "", "\n", 3);
	guint n = g_strv_length(line);
	g_auto(GStrv) place = n > 0 ? g_strsplit(line[0], "\t", -1) : NULL;
	g_auto(GStrv) head = n > 1 ? g_strsplit(line[1], "\t", -1) : NULL;

	out->village = cell(place, 0);
	out->name = cell(head, 1);
	out->id_no = cell(head, 2);
}

void snapshot_head_clear(struct snapshot_head *h)
{
	g_free(h->village);
	g_free(h->name);
	g_free(h->id_no);
	*h = (struct snapshot_head){0};
}
