/* Keys and their names. */
#include "tui/key.h"
#include <string.h>

static const struct {
	int code;
	const char *name;
} names[] = {
	{K_ENTER, "Enter"},
	{K_ESC, "Esc"},
	{K_TAB, "Tab"},
	{K_BACKTAB, "Shift-Tab"},
	{K_BACKSPACE, "BackSpace"},
	{K_DELETE, "Del"},
	{K_INSERT, "Ins"},
	{K_UP, "Up"},
	{K_DOWN, "Down"},
	{K_LEFT, "Left"},
	{K_RIGHT, "Right"},
	{K_HOME, "Home"},
	{K_END, "End"},
	{K_PGUP, "PgUp"},
	{K_PGDN, "PgDn"},
	{K_F1, "F1"},
	{K_F1 + 1, "F2"},
	{K_F1 + 2, "F3"},
	{K_F1 + 3, "F4"},
	{K_F1 + 4, "F5"},
	{K_F1 + 5, "F6"},
	{K_F1 + 6, "F7"},
	{K_F1 + 7, "F8"},
	{K_F1 + 8, "F9"},
	{K_F1 + 9, "F10"},
	{K_F1 + 10, "F11"},
	{K_F12, "F12"},
};

/* Ctrl-A .. Ctrl-Z and the five behind them. */
static const char ctrl_names[31][7] = {
	"Ctrl-A",
	"Ctrl-B",
	"Ctrl-C",
	"Ctrl-D",
	"Ctrl-E",
	"Ctrl-F",
	"Ctrl-G",
	"Ctrl-H",
	"Ctrl-I",
	"Ctrl-J",
	"Ctrl-K",
	"Ctrl-L",
	"Ctrl-M",
	"Ctrl-N",
	"Ctrl-O",
	"Ctrl-P",
	"Ctrl-Q",
	"Ctrl-R",
	"Ctrl-S",
	"Ctrl-T",
	"Ctrl-U",
	"Ctrl-V",
	"Ctrl-W",
	"Ctrl-X",
	"Ctrl-Y",
	"Ctrl-Z",
	"Ctrl-[",
	"Ctrl-\\",
	"Ctrl-]",
	"Ctrl-^",
	"Ctrl-_",
};

int key_ascii(const struct key *k)
{
	if (k->code != K_CHAR)
		return 0;
	if (k->ch >= 0x20 && k->ch < 0x7f)
		return (int)k->ch;
	if (k->ch >= 0xff01 && k->ch <= 0xff5e)
		return (int)(k->ch - 0xff01 + '!');
	switch (k->ch) {
	case 0x3000:
		return ' ';
	case 0x3002: /* the keys . and / under a Chinese input method */
		return '.';
	case 0x3001:
		return '/';
	default:
		return 0;
	}
}

const char *key_name(int code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		if (names[i].code == code)
			return names[i].name;
	}
	if (code > K_CTRL && code <= K_CTRL_LAST)
		return ctrl_names[code - K_CTRL - 1];
	return "";
}

int key_from_name(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		if (g_ascii_strcasecmp(names[i].name, name) == 0)
			return names[i].code;
	}
	for (int i = 0; i < (int)G_N_ELEMENTS(ctrl_names); i++) {
		if (g_ascii_strcasecmp(ctrl_names[i], name) == 0)
			return K_CTRL + i + 1;
	}
	return KEY_NONE_;
}
