#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/template_room.h"

#define MAX_DEPTH 8

static void part_free(gpointer data)
{
	struct part *p = data;

	g_free(p->text);
	g_free(p);
}

static void node_free(gpointer data)
{
	struct node *n = data;

	if (!n)
		return;
	g_ptr_array_unref(n->parts);
	g_ptr_array_unref(n->nodes);
	g_free(n->name);
	g_free(n);
}

static struct node *node_new(enum node_kind kind, int line)
{
	struct node *n = g_new0(struct node, 1);

	n->kind = kind;
	n->line = line;
	n->parts = g_ptr_array_new_with_free_func(part_free);
	n->nodes = g_ptr_array_new_with_free_func(node_free);
	return n;
}

void template_free(struct template *t)
{
	if (!t)
		return;
	node_free(t->top);
	g_free(t->file);
	g_free(t);
}

struct reader {
	struct template *t;
	struct ini_complaints *complaints;
	int line;
	struct node *open[MAX_DEPTH]; /* the blocks that are open; [0] is the whole notice */
	int depth;
};

static bool is_name(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!g_ascii_islower(text[i]) && text[i] != '_' && !(i && g_ascii_isdigit(text[i])))
			return false;
	return len > 0;
}

static void add_part(struct node *line, enum part_kind kind, char *text, int columns, bool right)
{
	struct part *p;

	if (kind == PART_TEXT && !*text) {
		g_free(text);
		return;
	}
	p = g_new0(struct part, 1);
	p->kind = kind;
	p->text = text;
	p->columns = columns;
	p->right = right;
	g_ptr_array_add(line->parts, p);
}

/* "name", "name:12", "name:>12" */
static bool read_value(struct node *line, const char *mark)
{
	size_t len = strcspn(mark, ":");
	gint64 columns = 0;
	bool right = false;

	if (!is_name(mark, len))
		return false;
	if (mark[len]) {
		const char *width = mark + len + 1;

		right = *width == '>';
		if (!g_ascii_string_to_signed(
			    width + right, 10, 1, TEMPLATE_COLUMNS, &columns, NULL))
			return false;
	}
	add_part(line, PART_VALUE, g_strndup(mark, len), (int)columns, right);
	return true;
}

static bool read_mark(struct node *line, const char *mark)
{
	if (!strcmp(mark, "=")) {
		add_part(line, PART_FILL, g_strdup(""), 0, false);
		return true;
	}
	return read_value(line, mark);
}

static enum align read_align(const char **text)
{
	enum align align = ALIGN_LEFT;

	if (g_str_has_prefix(*text, "><"))
		align = ALIGN_CENTRE;
	else if (g_str_has_prefix(*text, ">>"))
		align = ALIGN_RIGHT;
	if (align != ALIGN_LEFT)
		for (*text += 2; **text == ' '; (*text)++)
			;
	return align;
}

/* The heading of a table: plain words with gaps between them. */
static bool is_heading(const struct node *line)
{
	const struct part *p = line->parts->len ? g_ptr_array_index(line->parts, 0) : NULL;

	return line->parts->len == 1 && p->kind == PART_TEXT &&
		strstr(p->text + strspn(p->text, " "), "  ");
}

/* Cells have their place on the line; a row that is too wide would not line up on paper. */
static void check_width(const struct reader *r, const struct node *line)
{
	bool cells = is_heading(line);
	int columns = 0;

	for (guint i = 0; i < line->parts->len; i++) {
		const struct part *p = g_ptr_array_index(line->parts, i);

		cells = cells || p->columns;
		columns += p->kind == PART_TEXT ? text_columns(p->text) : p->columns;
	}
	if (cells && columns > TEMPLATE_COLUMNS)
		ini_complain(r->complaints, r->t->file, r->line,
			_("This row is %d columns wide; make its cells narrower, to %d at most."),
			columns, TEMPLATE_COLUMNS);
}

static void read_line(struct reader *r, const char *text)
{
	struct node *line = node_new(NODE_LINE, r->line);
	g_autoptr(GString) plain = g_string_new(NULL);

	line->align = read_align(&text);
	g_ptr_array_add(r->open[r->depth]->nodes, line);
	while (*text) {
		const char *end = strchr(text, '}');
		g_autofree char *mark = NULL;

		if (*text != '{') {
			g_string_append_c(plain, *text++);
			continue;
		}
		if (text[1] == '{') {
			g_string_append_c(plain, '{');
			text += 2;
			continue;
		}
		if (!end) {
			ini_complain(r->complaints, r->t->file, r->line,
				_("\"%s\" is not closed; write } after the name."), text);
			return;
		}
		mark = g_strndup(text + 1, (gsize)(end - text - 1));
		add_part(line, PART_TEXT, g_strdup(plain->str), 0, false);
		g_string_truncate(plain, 0);
		if (!read_mark(line, mark))
			ini_complain(r->complaints, r->t->file, r->line,
				_("{%s} is no mark of a notice; write {name}, {name:12} or "
				  "{name:>12}."),
				mark);
		text = end + 1;
	}
	add_part(line, PART_TEXT, g_strdup(plain->str), 0, false);
	check_width(r, line);
}

static void open_block(struct reader *r, enum node_kind kind, const char *name)
{
	struct node *block = node_new(kind, r->line);

	block->name = g_strdup(name);
	g_ptr_array_add(r->open[r->depth]->nodes, block);
	if (r->depth + 1 == MAX_DEPTH) {
		ini_complain(r->complaints, r->t->file, r->line,
			_("The block %s stands too deep in others; take it out."), name);
		return;
	}
	r->open[++r->depth] = block;
}

static void close_block(struct reader *r, const char *name)
{
	const char *open = r->depth ? r->open[r->depth]->name : NULL;

	if (!open || strcmp(open, name) != 0) {
		ini_complain(r->complaints, r->t->file, r->line,
			_("{/%s} closes no block that is open here; correct or remove it."), name);
		return;
	}
	r->depth--;
}

/* A line that is nothing but {#list} {?name} {^name} {/name}. */
static bool read_block(struct reader *r, const char *text)
{
	g_autofree char *line = g_strstrip(g_strdup(text)), *name = NULL;
	size_t len = strlen(line);

	if (len < 4 || line[0] != '{' || !strchr("#?^/", line[1]) || line[len - 1] != '}' ||
		!is_name(line + 2, len - 3))
		return false;
	name = g_strndup(line + 2, len - 3);
	switch (line[1]) {
	case '#':
		open_block(r, NODE_EACH, name);
		break;
	case '?':
		open_block(r, NODE_IF, name);
		break;
	case '^':
		open_block(r, NODE_UNLESS, name);
		break;
	default:
		close_block(r, name);
	}
	return true;
}

static void read_all(struct reader *r, const char *text)
{
	g_auto(GStrv) lines = NULL;

	if (g_str_has_prefix(text, "\xef\xbb\xbf"))
		text += 3;
	lines = g_strsplit(text, "\n", -1);
	for (char **l = lines; *l; l++) {
		r->line++;
		g_strchomp(*l); /* CR too */
		if (**l == '#' || (!**l && !l[1]))
			continue;
		if (!read_block(r, *l))
			read_line(r, *l);
	}
	if (r->depth) {
		ini_complain(r->complaints, r->t->file, r->open[r->depth]->line,
			_("The block %s is not closed; write {/...} after its last line."),
			r->open[r->depth]->name);
	}
}

struct template *template_parse(const char *file, const char *text, struct ini_complaints *c)
{
	g_autoptr(template) t = g_new0(struct template, 1);
	struct reader r = {.t = t, .complaints = c};
	guint before = c->list->len;

	t->file = g_strdup(file);
	t->top = node_new(NODE_LINE, 0);
	r.open[0] = t->top;
	if (!g_utf8_validate(text, -1, NULL)) {
		ini_complain(c, file, 1, _("The file is not UTF-8; save it as UTF-8."));
		return NULL;
	}
	read_all(&r, text);
	return c->list->len == before ? g_steal_pointer(&t) : NULL;
}

/* ---- names ---- */

struct naming {
	const struct template *t;
	const char *const *known;
	struct ini_complaints *complaints;
	const char *list[MAX_DEPTH]; /* the lists around the line */
	int depth;
};

static bool has_name(const struct naming *n, const char *name)
{
	return g_strv_contains(n->known, name);
}

static bool has_list(const struct naming *n, const char *list)
{
	for (const char *const *k = n->known; *k; k++)
		if (g_str_has_prefix(*k, list) && (*k)[strlen(list)] == '.')
			return true;
	return false;
}

static bool has_value(const struct naming *n, const char *name)
{
	for (int i = 0; i < n->depth; i++) {
		g_autofree char *inner = g_strconcat(n->list[i], ".", name, NULL);

		if (has_name(n, inner))
			return true;
	}
	return has_name(n, name);
}

/* What may be written here: values, lists, and values of the rows of the lists around. */
static GPtrArray *names_here(const struct naming *n)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	for (const char *const *k = n->known; *k; k++) {
		const char *dot = strchr(*k, '.');
		gsize list = dot ? (gsize)(dot - *k) : 0;

		g_ptr_array_add(names, dot ? g_strndup(*k, list) : g_strdup(*k));
		for (int i = 0; dot && i < n->depth; i++)
			if (strlen(n->list[i]) == list && !strncmp(*k, n->list[i], list))
				g_ptr_array_add(names, g_strdup(dot + 1));
	}
	return names;
}

static void no_such(const struct naming *n, int line, const char *name)
{
	g_autoptr(GPtrArray) names = names_here(n);
	const char *near = text_nearest(name, (const char *const *)names->pdata, names->len);

	if (near)
		ini_complain(n->complaints, n->t->file, line,
			_("This notice has no value \"%s\"; did you mean \"%s\"?"), name, near);
	else
		ini_complain(n->complaints, n->t->file, line,
			_("This notice has no value \"%s\"; take it out."), name);
}

static void check_nodes(struct naming *n, const GPtrArray *nodes);

static void check_node(struct naming *n, const struct node *node)
{
	bool each = node->kind == NODE_EACH;

	for (guint i = 0; i < node->parts->len; i++) {
		const struct part *p = g_ptr_array_index(node->parts, i);

		if (p->kind == PART_VALUE && !has_value(n, p->text))
			no_such(n, node->line, p->text);
	}
	if (!node->name)
		return;
	if (each ? !has_list(n, node->name)
		 : !has_value(n, node->name) && !has_list(n, node->name)) {
		no_such(n, node->line, node->name);
		return;
	}
	if (each)
		n->list[n->depth++] = node->name;
	check_nodes(n, node->nodes);
	n->depth -= each;
}

static void check_nodes(struct naming *n, const GPtrArray *nodes)
{
	for (guint i = 0; i < nodes->len; i++)
		check_node(n, g_ptr_array_index(nodes, i));
}

void template_check(const struct template *t, const char *const *known, struct ini_complaints *c)
{
	struct naming n = {.t = t, .known = known, .complaints = c};

	check_nodes(&n, t->top->nodes);
}
