#include "config.h"
#include "store/body.h"

#include <string.h>

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	if (a->type == VALUE_INT)
		return a->i == b->i;
	return a->type == VALUE_NULL || (a->len == b->len && memcmp(a->s, b->s, a->len) == 0);
}

/* --- writing ------------------------------------------------------------------------------- */

static void put_escaped(GString *out, guchar c)
{
	static const char hex[] = "0123456789abcdef";
	const char unicode[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};

	if (c == '"' || c == '\\') {
		g_string_append_c(out, '\\');
		g_string_append_c(out, (char)c);
	} else {
		g_string_append_len(out, unicode, sizeof unicode);
	}
}

static void put_text(GString *out, const char *s, gsize len)
{
	gsize from = 0;

	g_string_append_c(out, '"');
	for (gsize i = 0; i < len; i++) {
		guchar c = (guchar)s[i];

		if (c >= ' ' && c != '"' && c != '\\')
			continue;
		g_string_append_len(out, s + from, (gssize)(i - from));
		put_escaped(out, c);
		from = i + 1;
	}
	g_string_append_len(out, s + from, (gssize)(len - from));
	g_string_append_c(out, '"');
}

static void put_int(GString *out, gint64 value)
{
	char buf[24];
	char *p = buf + sizeof buf;
	guint64 rest = value < 0 ? -(guint64)value : (guint64)value;

	do {
		*--p = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		*--p = '-';
	g_string_append_len(out, p, buf + sizeof buf - p);
}

static void put_value(GString *out, const struct value *v)
{
	if (v->type == VALUE_INT)
		put_int(out, v->i);
	else if (v->type == VALUE_TEXT)
		put_text(out, v->s, v->len);
	else
		g_string_append_len(out, "null", 4);
}

void body_begin(GString *out)
{
	g_string_truncate(out, 0);
	g_string_append_c(out, '{');
}

static void put_name(GString *out, const char *name, gsize len)
{
	if (out->len > 1)
		g_string_append_c(out, ',');
	put_text(out, name, len);
	g_string_append_c(out, ':');
}

void body_pair(GString *out, const char *name, gsize len, const struct value *v)
{
	put_name(out, name, len);
	put_value(out, v);
}

void body_change(GString *out, const char *name, gsize len, const struct value *before,
	const struct value *after)
{
	put_name(out, name, len);
	g_string_append_c(out, '[');
	put_value(out, before);
	g_string_append_c(out, ',');
	put_value(out, after);
	g_string_append_c(out, ']');
}

void body_end(GString *out)
{
	g_string_append_c(out, '}');
}

bool body_is_empty(const GString *out)
{
	return out->len <= 2;
}

/* --- reading ------------------------------------------------------------------------------- */

void body_read(struct body *b, const char *text, gsize len)
{
	if (b->plain_cap < len + 1) {
		b->plain_cap = 2 * len + 64;
		b->plain = g_realloc(b->plain, b->plain_cap);
	}
	b->plain_len = 0;
	b->first = true;
	b->bad = text[0] != '{';
	b->p = text + 1;
}

void body_clear(struct body *b)
{
	g_free(b->plain);
	memset(b, 0, sizeof *b);
}

/* The text ends in a zero byte, which is allowed nowhere inside: every loop ends there. */
static bool expect(struct body *b, char c)
{
	if (b->bad || *b->p != c)
		return !(b->bad = true);
	b->p++;
	return true;
}

static bool unescape(struct body *b, char *out)
{
	const char *p = b->p + 1;

	if (*p == '"' || *p == '\\') {
		*out = *p;
		b->p += 2;
		return true;
	}
	if (p[0] != 'u' || p[1] != '0' || p[2] != '0' || !g_ascii_isxdigit(p[3]) ||
		!g_ascii_isxdigit(p[4]))
		return false;
	*out = (char)(g_ascii_xdigit_value(p[3]) << 4 | g_ascii_xdigit_value(p[4]));
	b->p += 6;
	return true;
}

/* The rest of a text whose beginning, len bytes at s, had no escape. */
static bool read_escaped(struct body *b, const char *s, gsize len, struct value *v)
{
	char *plain = b->plain + b->plain_len;
	char *out = plain;

	memcpy(out, s, len);
	out += len;
	while (*b->p && *b->p != '"') {
		if (*b->p != '\\')
			*out++ = *b->p++;
		else if (!unescape(b, out++))
			return false;
	}
	b->plain_len += (gsize)(out - plain);
	v->s = plain;
	v->len = (gsize)(out - plain);
	return true;
}

static bool read_text(struct body *b, struct value *v)
{
	const char *s;

	if (!expect(b, '"'))
		return false;
	v->type = VALUE_TEXT;
	s = b->p;
	b->p += strcspn(s, "\"\\");
	v->s = s;
	v->len = (gsize)(b->p - s);
	if (*b->p == '\\' && !read_escaped(b, s, v->len, v))
		return !(b->bad = true);
	return expect(b, '"');
}

static bool read_int(struct body *b, struct value *v)
{
	char *end = NULL;

	v->type = VALUE_INT;
	v->i = g_ascii_strtoll(b->p, &end, 10);
	if (end == b->p)
		return !(b->bad = true);
	b->p = end;
	return true;
}

static bool read_value(struct body *b, struct value *v)
{
	*v = (struct value){.type = VALUE_NULL};
	if (*b->p == '"')
		return read_text(b, v);
	if (strncmp(b->p, "null", 4) != 0)
		return read_int(b, v);
	b->p += 4;
	return true;
}

bool body_next(struct body *b, struct body_pair *pair)
{
	if (b->bad || *b->p == '}') {
		b->bad = b->bad || b->p[1] != '\0';
		return false;
	}
	if ((!b->first && !expect(b, ',')) || !read_text(b, &pair->name) || !expect(b, ':'))
		return false;
	b->first = false;
	pair->before = (struct value){.type = VALUE_NULL};
	if (*b->p != '[')
		return read_value(b, &pair->after);
	b->p++;
	return read_value(b, &pair->before) && expect(b, ',') && read_value(b, &pair->after) &&
		expect(b, ']');
}
