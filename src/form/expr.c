/* Conditions: a small recursive-descent reader into a tree.
 *
 * The left of an operator is a name, the right a literal or a {name}, so that a misspelt value can
 * never turn into a name that is silently empty.  Everything is text; it becomes a number only
 * where both sides are numbers.
 */
#include "form/expr.h"

#include <string.h>
#include "base/i18n.h"

enum node { NODE_OR, NODE_AND, NODE_NOT, NODE_COMPARE, NODE_IN, NODE_EMPTY, NODE_TRUE };
enum compare { COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE, COMPARE_GT, COMPARE_GE };

struct operand {
	char *text;
	bool is_name;
	bool quoted;
};

struct expr {
	enum node node;
	enum compare compare;
	struct expr *left, *right; /* of or, and, not */
	char *name;
	GPtrArray *operands; /* struct operand *: one of a comparison, all of "in" */
};

enum token {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_QUOTED,
	TOKEN_NAME,
	TOKEN_COMPARE,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_BAD
};

struct reader {
	const char *at;
	enum token token;
	enum compare compare;
	GString *text; /* of a word, quoted or {name} */
	int depth;
	char *complaint;
};

/* Deeper nesting is no condition a person wrote. */
#define MAX_DEPTH 50

static void operand_free(gpointer data)
{
	struct operand *o = data;
	g_free(o->text);
	g_free(o);
}

static struct expr *expr_new(enum node node)
{
	struct expr *e = g_new0(struct expr, 1);
	e->node = node;
	return e;
}

void expr_free(struct expr *e)
{
	if (!e)
		return;
	expr_free(e->left);
	expr_free(e->right);
	g_free(e->name);
	if (e->operands)
		g_ptr_array_unref(e->operands);
	g_free(e);
}

static void complain(struct reader *r, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void complain(struct reader *r, const char *format, ...)
{
	if (r->complaint)
		return;
	va_list args;
	va_start(args, format);
	r->complaint = g_strdup_vprintf(format, args);
	va_end(args);
}

/* Full-width twins of ASCII, the blank and the two marks of enumeration included. */
static gunichar folded(gunichar c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	if (c == 0x3000)
		return ' ';
	if (c == 0x3001)
		return ',';
	return c;
}

static gunichar peek(const struct reader *r)
{
	return *r->at ? folded(g_utf8_get_char(r->at)) : 0;
}

static void skip(struct reader *r)
{
	r->at = g_utf8_next_char(r->at);
}

static bool ends_word(gunichar c)
{
	return !c || c == ',' || g_unichar_isspace(c) || (c < 128 && strchr("=!<>(){}\"", (int)c));
}

static enum token read_until(struct reader *r, gunichar close, enum token token)
{
	skip(r);
	while (peek(r) && peek(r) != close) {
		g_string_append_unichar(r->text, close == '}' ? peek(r) : g_utf8_get_char(r->at));
		skip(r);
	}
	if (!peek(r)) {
		complain(r, _("a closing %c is missing"), (char)close);
		return TOKEN_BAD;
	}
	skip(r);
	return token;
}

static enum token read_compare(struct reader *r, gunichar c)
{
	skip(r);
	bool equals = peek(r) == '=';
	if (equals)
		skip(r);
	switch (c) {
	case '=':
		r->compare = COMPARE_EQ;
		break;
	case '!':
		if (!equals) {
			complain(r, _("\"!\" stands alone: write != or not"));
			return TOKEN_BAD;
		}
		r->compare = COMPARE_NE;
		break;
	case '<':
		if (!equals && peek(r) == '>') {
			skip(r);
			r->compare = COMPARE_NE;
			break;
		}
		r->compare = equals ? COMPARE_LE : COMPARE_LT;
		break;
	default:
		r->compare = equals ? COMPARE_GE : COMPARE_GT;
	}
	return TOKEN_COMPARE;
}

static enum token read_token(struct reader *r)
{
	while (peek(r) && (g_unichar_isspace(peek(r)) || peek(r) == ','))
		skip(r);
	g_string_truncate(r->text, 0);
	gunichar c = peek(r);
	switch (c) {
	case 0:
		return TOKEN_END;
	case '(':
		skip(r);
		return TOKEN_OPEN;
	case ')':
		skip(r);
		return TOKEN_CLOSE;
	case '{':
		return read_until(r, '}', TOKEN_NAME);
	case '"':
		return read_until(r, '"', TOKEN_QUOTED);
	case '}':
		complain(r, _("a closing } has no opening {"));
		return TOKEN_BAD;
	case '=':
	case '!':
	case '<':
	case '>':
		return read_compare(r, c);
	}
	for (; !ends_word(c); c = peek(r)) {
		g_string_append_unichar(r->text, c);
		skip(r);
	}
	return TOKEN_WORD;
}

static void advance(struct reader *r)
{
	r->token = read_token(r);
}

static bool at_word(const struct reader *r, const char *word)
{
	return r->token == TOKEN_WORD && strcmp(r->text->str, word) == 0;
}

static bool is_keyword(const char *word)
{
	static const char *const words[] = {"and", "or", "not", "in", "empty", NULL};
	return g_strv_contains(words, word);
}

/* field, row, members.rows, members.relation.01 */
static bool is_name(const char *text)
{
	if (!g_ascii_islower(*text))
		return false;
	bool dotted = false;
	for (; *text; text++) {
		dotted = dotted || *text == '.';
		if (!g_ascii_islower(*text) && !g_ascii_isdigit(*text) && *text != '_' &&
			*text != '.' && !(dotted && g_ascii_isalpha(*text)))
			return false;
	}
	return true;
}

static bool take_operand(struct reader *r, struct expr *e)
{
	bool is_ref = r->token == TOKEN_NAME;
	if (!is_ref && r->token != TOKEN_QUOTED && r->token != TOKEN_WORD)
		return false;
	if (r->token == TOKEN_WORD && is_keyword(r->text->str))
		return false;
	if (is_ref && !is_name(r->text->str)) {
		complain(r, _("{%s} is no name of a field"), r->text->str);
		return false;
	}
	struct operand *o = g_new0(struct operand, 1);
	o->text = g_strdup(r->text->str);
	o->is_name = is_ref;
	o->quoted = r->token == TOKEN_QUOTED;
	if (!e->operands)
		e->operands = g_ptr_array_new_with_free_func(operand_free);
	g_ptr_array_add(e->operands, o);
	advance(r);
	return true;
}

static struct expr *read_or(struct reader *r);

static struct expr *negated(struct expr *e)
{
	struct expr *negation = expr_new(NODE_NOT);
	negation->left = e;
	return negation;
}

static void read_comparison(struct reader *r, struct expr *e)
{
	e->node = NODE_COMPARE;
	e->compare = r->compare;
	advance(r);
	if (!take_operand(r, e)) {
		complain(r, _("after \"%s\" and its sign a value is missing"), e->name);
		return;
	}
	const struct operand *o = g_ptr_array_index(e->operands, 0);
	if (e->compare >= COMPARE_LT && !o->is_name && !o->quoted && g_ascii_isalpha(*o->text))
		complain(r,
			_("\"%s\" is neither more nor less than a word: write {%s} for the field"),
			e->name, o->text);
}

static void read_set(struct reader *r, struct expr *e)
{
	e->node = NODE_IN;
	advance(r);
	while (take_operand(r, e))
		;
	if (!e->operands)
		complain(r, _("after \"in\" the values are missing"));
}

/* What follows a name: a comparison, "in ...", "empty", each perhaps with "not" before. */
static struct expr *read_predicate(struct reader *r)
{
	g_autoptr(GString) name = g_string_new(r->text->str);
	if (r->token == TOKEN_WORD && is_keyword(name->str)) {
		complain(r, _("\"%s\" stands where the name of a field should"), name->str);
		return NULL;
	}
	if ((r->token != TOKEN_WORD && r->token != TOKEN_NAME) || !is_name(name->str)) {
		complain(r, _("a condition begins with the name of a field, not with \"%s\""),
			r->token == TOKEN_END ? "" : name->str);
		return NULL;
	}
	struct expr *e = expr_new(NODE_TRUE);
	e->name = g_strdup(name->str);
	advance(r);
	bool is_negated = at_word(r, "not");
	if (is_negated)
		advance(r);
	if (r->token == TOKEN_COMPARE) {
		read_comparison(r, e);
	} else if (at_word(r, "in")) {
		read_set(r, e);
	} else if (at_word(r, "empty")) {
		e->node = NODE_EMPTY;
		advance(r);
	} else if (is_negated) {
		complain(r, _("after \"%s not\" stands neither in nor empty"), e->name);
	}
	return is_negated ? negated(e) : e;
}

static struct expr *read_not(struct reader *r)
{
	if (++r->depth > MAX_DEPTH) {
		complain(r, _("the condition is nested too deeply"));
		return NULL;
	}
	struct expr *e = NULL;
	if (at_word(r, "not")) {
		advance(r);
		e = negated(read_not(r));
	} else if (r->token == TOKEN_OPEN) {
		advance(r);
		e = read_or(r);
		if (r->token != TOKEN_CLOSE)
			complain(r, _("a closing ) is missing"));
		advance(r);
	} else {
		e = read_predicate(r);
	}
	r->depth--;
	return e;
}

static struct expr *joined(enum node node, struct expr *left, struct expr *right)
{
	struct expr *e = expr_new(node);
	e->left = left;
	e->right = right;
	return e;
}

static struct expr *read_and(struct reader *r)
{
	struct expr *e = read_not(r);
	while (at_word(r, "and") && !r->complaint) {
		advance(r);
		e = joined(NODE_AND, e, read_not(r));
	}
	return e;
}

static struct expr *read_or(struct reader *r)
{
	struct expr *e = read_and(r);
	while (at_word(r, "or") && !r->complaint) {
		advance(r);
		e = joined(NODE_OR, e, read_and(r));
	}
	return e;
}

struct expr *expr_parse(const char *text, char **complaint)
{
	struct reader r = {.at = text, .text = g_string_new(NULL)};
	advance(&r);
	struct expr *e = NULL;
	if (r.token == TOKEN_END)
		complain(&r, _("the condition is empty"));
	else
		e = read_or(&r);
	if (!r.complaint && r.token == TOKEN_CLOSE)
		complain(&r, _("a closing ) has no opening ("));
	if (!r.complaint && r.token != TOKEN_END)
		complain(&r, _("before \"%s\" an \"and\" or \"or\" is missing"), r.text->str);
	g_string_free(r.text, true);
	if (r.complaint)
		g_clear_pointer(&e, expr_free);
	if (complaint)
		*complaint = r.complaint;
	else
		g_free(r.complaint);
	return e;
}

/* Decimals in ten-thousandths, so that yuan with fen and whole numbers compare exactly.  What is
 * too long for that (an id number) is no number. */
static bool as_number(const char *text, gint64 *out)
{
	bool minus = *text == '-';
	gint64 n = 0;
	int whole = 0, decimals = 0;
	text += minus;
	for (; g_ascii_isdigit(*text); text++, whole++)
		n = whole < 14 ? n * 10 + (*text - '0') : n;
	if (whole == 0 || whole > 14)
		return false;
	if (*text == '.')
		for (text++; g_ascii_isdigit(*text) && decimals < 4; text++, decimals++)
			n = n * 10 + (*text - '0');
	if (*text)
		return false;
	for (; decimals < 4; decimals++)
		n *= 10;
	*out = minus ? -n : n;
	return true;
}

static const char *value_of(const char *name, expr_lookup lookup, void *ctx)
{
	const char *value = lookup(name, ctx);
	return value ? value : "";
}

/* 500 and 500.00 are one amount; 01 and 1 are two codes. */
static bool equal(const char *a, const char *b)
{
	gint64 x, y;
	if (strcmp(a, b) == 0)
		return true;
	return (strchr(a, '.') || strchr(b, '.')) && as_number(a, &x) && as_number(b, &y) && x == y;
}

/* Neither an empty value nor a mark ("." none, "*" unknown) is before or after anything. */
static bool ordered(const char *a, const char *b, int *order)
{
	gint64 x, y;
	bool a_number = as_number(a, &x), b_number = as_number(b, &y);
	if (a_number && b_number) {
		*order = x < y ? -1 : x > y;
		return true;
	}
	if (a_number || b_number || !g_ascii_isalnum(*a) || !g_ascii_isalnum(*b))
		return false;
	*order = strcmp(a, b);
	return true;
}

static bool compares(enum compare compare, const char *a, const char *b)
{
	int order;
	if (compare == COMPARE_EQ)
		return equal(a, b);
	if (compare == COMPARE_NE)
		return !equal(a, b);
	if (!ordered(a, b, &order))
		return false;
	switch (compare) {
	case COMPARE_LT:
		return order < 0;
	case COMPARE_LE:
		return order <= 0;
	case COMPARE_GT:
		return order > 0;
	default:
		return order >= 0;
	}
}

static const char *operand_value(
	const struct expr *e, guint i, expr_lookup lookup, void *ctx, char **own)
{
	const struct operand *o = g_ptr_array_index(e->operands, i);
	if (!o->is_name)
		return o->text;
	return *own = g_strdup(value_of(o->text, lookup, ctx));
}

static bool matches(const struct expr *e, expr_lookup lookup, void *ctx)
{
	/* A lookup may hand out one buffer again and again. */
	g_autofree char *value = g_strdup(value_of(e->name, lookup, ctx));
	for (guint i = 0; i < e->operands->len; i++) {
		g_autofree char *own = NULL;
		const char *other = operand_value(e, i, lookup, ctx, &own);
		if (e->node == NODE_COMPARE)
			return compares(e->compare, value, other);
		if (equal(value, other))
			return true;
	}
	return false;
}

bool expr_true(const struct expr *e, expr_lookup lookup, void *ctx)
{
	switch (e->node) {
	case NODE_OR:
		return expr_true(e->left, lookup, ctx) || expr_true(e->right, lookup, ctx);
	case NODE_AND:
		return expr_true(e->left, lookup, ctx) && expr_true(e->right, lookup, ctx);
	case NODE_NOT:
		return !expr_true(e->left, lookup, ctx);
	case NODE_EMPTY:
		return !*value_of(e->name, lookup, ctx);
	case NODE_TRUE: {
		const char *value = value_of(e->name, lookup, ctx);
		return *value && strcmp(value, "0") != 0 && strcmp(value, "no") != 0;
	}
	default:
		return matches(e, lookup, ctx);
	}
}

void expr_names(const struct expr *e, void (*see)(const char *name, void *ctx), void *ctx)
{
	if (e->left)
		expr_names(e->left, see, ctx);
	if (e->right)
		expr_names(e->right, see, ctx);
	if (e->name)
		see(e->name, ctx);
	for (guint i = 0; e->operands && i < e->operands->len; i++) {
		const struct operand *o = g_ptr_array_index(e->operands, i);
		if (o->is_name)
			see(o->text, ctx);
	}
}

void expr_words(
	const struct expr *e, void (*see)(const char *name, const char *word, void *ctx), void *ctx)
{
	if (e->left)
		expr_words(e->left, see, ctx);
	if (e->right)
		expr_words(e->right, see, ctx);
	if (e->node == NODE_COMPARE && e->compare != COMPARE_EQ && e->compare != COMPARE_NE)
		return;
	for (guint i = 0; e->operands && i < e->operands->len; i++) {
		const struct operand *o = g_ptr_array_index(e->operands, i);
		if (!o->is_name && !o->quoted)
			see(e->name, o->text, ctx);
	}
}
