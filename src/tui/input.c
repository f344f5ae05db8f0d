/* Bytes from the terminal to keys.
 *
 * Everything that is waiting is kept as bytes until a whole key is there, so a character that
 * arrives in parts over a slow line is never lost.  Between the fences of a bracketed paste all is
 * text.  A sequence that means nothing is swallowed whole rather than typed into a field.
 */
#include "tui/input.h"
#include <string.h>
#include "base/text.h"

#define PASTE_END "\033[201~"
#define SEQUENCE_MAX 32
#define PASTE_MAX (1 << 20)

struct sequence {
	char bytes[SEQUENCE_MAX];
	guint8 len;
	int code;
};

/* How much of the waiting bytes a decoder took; 0: it needs more. */
struct taken {
	gsize n;
	int code; /* KEY_NONE_: swallowed */
	gunichar ch;
};

void input_init(struct input *in, bool barriers)
{
	*in = (struct input){
		.bytes = g_byte_array_new(),
		.sequences = g_array_new(FALSE, FALSE, sizeof(struct sequence)),
		.paste = g_string_new(NULL),
		.barriers = barriers,
	};
	/* The Linux console and PuTTY have F-keys of their own shape. */
	for (int i = 0; i < 5; i++) {
		char bytes[] = {'\033', '[', '[', (char)('A' + i), 0};
		input_learn(in, bytes, K_F1 + i);
	}
}

void input_clear(struct input *in)
{
	if (!in->bytes)
		return;
	g_byte_array_unref(in->bytes);
	g_array_unref(in->sequences);
	g_string_free(in->paste, TRUE);
	g_free(in->paste_text);
	*in = (struct input){0};
}

void input_learn(struct input *in, const char *bytes, int code)
{
	struct sequence s = {.len = (guint8)MIN(strlen(bytes), SEQUENCE_MAX), .code = code};
	memcpy(s.bytes, bytes, s.len);
	/* Only what begins with Esc: a terminal that claims Ctrl-H for a key is judged below. */
	if (s.len > 1 && s.bytes[0] == '\033')
		g_array_append_val(in->sequences, s);
}

void input_feed(struct input *in, const char *bytes, gsize len)
{
	g_byte_array_append(in->bytes, (const guint8 *)bytes, (guint)len);
}

static int cursor_key(guint8 final)
{
	switch (final) {
	case 'A':
		return K_UP;
	case 'B':
		return K_DOWN;
	case 'C':
		return K_RIGHT;
	case 'D':
		return K_LEFT;
	case 'F':
		return K_END;
	case 'H':
		return K_HOME;
	case 'Z':
		return K_BACKTAB;
	default:
		return KEY_NONE_;
	}
}

/* ESC [ number ~ */
static int numbered_key(int number)
{
	static const struct {
		int number, code;
	} keys[] = {
		{1, K_HOME},
		{2, K_INSERT},
		{3, K_DELETE},
		{4, K_END},
		{5, K_PGUP},
		{6, K_PGDN},
		{7, K_HOME},
		{8, K_END},
		{11, K_F1},
		{12, K_F1 + 1},
		{13, K_F1 + 2},
		{14, K_F1 + 3},
		{15, K_F1 + 4},
		{17, K_F1 + 5},
		{18, K_F1 + 6},
		{19, K_F1 + 7},
		{20, K_F1 + 8},
		{21, K_F1 + 9},
		{23, K_F1 + 10},
		{24, K_F12},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (keys[i].number == number)
			return keys[i].code;
	}
	return KEY_NONE_;
}

static struct taken decode_csi(struct input *in, const guint8 *p, gsize n)
{
	gsize end = 2;
	int number = 0;
	bool plain = true; /* one number, no modifier */
	while (end < n && p[end] >= 0x20 && p[end] <= 0x3f) {
		if (g_ascii_isdigit(p[end]) && plain && number < 10000)
			number = number * 10 + (p[end] - '0');
		else if (!g_ascii_isdigit(p[end]))
			plain = false;
		end++;
	}
	if (end == n)
		return (struct taken){.n = 0};
	if (p[end] < 0x40 || p[end] > 0x7e)
		return (struct taken){.n = end}; /* broken off by something else */
	struct taken t = {.n = end + 1, .code = cursor_key(p[end])};
	if (p[end] == '~' && plain && number == 200)
		in->pasting = true;
	else if (p[end] == '~' && plain && number == 990 && in->barriers)
		t.code = K_SYNC;
	else if (p[end] == '~' && (plain || number < 10))
		t.code = numbered_key(number);
	return t;
}

/* Application keypad and old F-keys: ESC O letter. */
static struct taken decode_ss3(const guint8 *p, gsize n)
{
	static const char pad[] = "*+,-./0123456789";
	if (n < 3)
		return (struct taken){.n = 0};
	struct taken t = {.n = 3, .code = cursor_key(p[2])};
	if (p[2] >= 'P' && p[2] <= 'S')
		t.code = K_F1 + (p[2] - 'P');
	else if (p[2] == 'M')
		t.code = K_ENTER;
	else if (p[2] == 'X' || (p[2] >= 'j' && p[2] <= 'y')) {
		t.code = K_CHAR;
		t.ch = p[2] == 'X' ? '=' : (gunichar)pad[p[2] - 'j'];
	}
	return t;
}

/* Esc and a digit, for keyboards whose F-keys die on the way. */
static int escaped_key(guint8 c)
{
	if (c >= '1' && c <= '9')
		return K_F1 + (c - '1');
	return c == '0' ? K_F1 + 9 : c == '-' ? K_F1 + 10 : c == '=' ? K_F12 : KEY_NONE_;
}

static struct taken decode_escape(struct input *in, const guint8 *p, gsize n)
{
	bool beginning = n == 1;
	for (guint i = 0; i < in->sequences->len; i++) {
		const struct sequence *s = &g_array_index(in->sequences, struct sequence, i);
		if (s->len <= n && memcmp(s->bytes, p, s->len) == 0)
			return (struct taken){.n = s->len, .code = s->code};
		if (s->len > n && memcmp(s->bytes, p, n) == 0)
			beginning = true;
	}
	if (beginning)
		return (struct taken){.n = 0};
	if (p[1] == '[')
		return decode_csi(in, p, n);
	if (p[1] == 'O')
		return decode_ss3(p, n);
	int code = escaped_key(p[1]);
	if (code != KEY_NONE_)
		return (struct taken){.n = 2, .code = code};
	return (struct taken){.n = 1, .code = K_ESC};
}

static int control_key(guint8 c)
{
	switch (c) {
	case 0:
		return KEY_NONE_;
	case '\t':
		return K_TAB;
	case '\r':
	case '\n':
		return K_ENTER;
	case '\b':
	case 0x7f:
		return K_BACKSPACE;
	default:
		return K_CTRL + c;
	}
}

static struct taken decode(struct input *in, const guint8 *p, gsize n)
{
	if (p[0] == '\033')
		return decode_escape(in, p, n);
	if (p[0] < 0x20 || p[0] == 0x7f)
		return (struct taken){.n = 1, .code = control_key(p[0])};
	gunichar c = g_utf8_get_char_validated((const char *)p, (gssize)n);
	if (c == (gunichar)-2)
		return (struct taken){.n = 0};
	if (c == (gunichar)-1)
		return (struct taken){.n = 1};
	return (struct taken){.n = (gsize)g_unichar_to_utf8(c, NULL), .code = K_CHAR, .ch = c};
}

static void paste_add(struct input *in, gsize n)
{
	if (in->paste->len < PASTE_MAX)
		g_string_append_len(in->paste, (const char *)in->bytes->data, (gssize)n);
	g_byte_array_remove_range(in->bytes, 0, (guint)n);
}

/* Text up to the closing fence, which may have come in part. */
static bool next_paste(struct input *in, struct key *k)
{
	const char *data = (const char *)in->bytes->data;
	const gsize fence = strlen(PASTE_END);
	const char *end = g_strstr_len(data, in->bytes->len, PASTE_END);
	if (!end) {
		if (in->bytes->len >= fence)
			paste_add(in, in->bytes->len - (fence - 1));
		return false;
	}
	paste_add(in, (gsize)(end - data));
	g_byte_array_remove_range(in->bytes, 0, (guint)fence);
	in->pasting = false;
	g_free(in->paste_text);
	in->paste_text = text_clean(in->paste->str);
	g_string_truncate(in->paste, 0);
	*k = (struct key){.code = K_PASTE, .text = in->paste_text};
	return true;
}

bool input_next(struct input *in, struct key *k)
{
	if (in->syncs > 0) {
		in->syncs--;
		*k = (struct key){.code = K_SYNC};
		return true;
	}
	if (in->escape) {
		in->escape = false;
		*k = (struct key){.code = K_ESC};
		return true;
	}
	while (in->bytes->len > 0) {
		if (in->pasting)
			return next_paste(in, k);
		struct taken t = decode(in, in->bytes->data, in->bytes->len);
		if (t.n == 0)
			return false;
		g_byte_array_remove_range(in->bytes, 0, (guint)t.n);
		if (t.code == KEY_NONE_)
			continue;
		*k = (struct key){.code = t.code, .ch = t.ch};
		return true;
	}
	return false;
}

bool input_is_partial(const struct input *in)
{
	return in->bytes->len > 0 && !in->pasting;
}

void input_time_is_up(struct input *in)
{
	if (!input_is_partial(in))
		return;
	in->escape = in->bytes->len == 1 && in->bytes->data[0] == '\033';
	g_byte_array_set_size(in->bytes, 0);
}

void input_drop(struct input *in)
{
	struct key k;
	unsigned syncs = 0;
	while (input_next(in, &k)) {
		if (k.code == K_SYNC)
			syncs++;
	}
	in->syncs = syncs;
}
