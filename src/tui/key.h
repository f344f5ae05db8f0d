/* Keys as the program sees them: one struct per key press, paste or event. */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <glib.h>

enum key_code {
	KEY_NONE_,
	K_CHAR, /* ch holds the character */
	K_ENTER,
	K_ESC,
	K_TAB,
	K_BACKTAB,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PGUP,
	K_PGDN,
	K_F1, /* K_F1 + n; also Esc 1 .. Esc 9, Esc 0 (F10), Esc - (F11), Esc = (F12) */
	K_F12 = K_F1 + 11,
	K_CTRL, /* K_CTRL + letter - 'a' + 1 */
	K_CTRL_LAST = K_CTRL + 31,
	K_PASTE, /* text holds what was pasted: text, never keys */
	K_RESIZE,
	K_HANGUP, /* the terminal is gone */
};

struct key {
	int code;
	gunichar ch;
	const char *text; /* of a paste, cleaned of control characters; good until the next key */
};

#define K_CTRL_(letter) (K_CTRL + (letter) - 'a' + 1)

/* The ASCII twin of a K_CHAR (full-width digits and letters folded), or 0. */
int key_ascii(const struct key *k);
/* "F10", "Ctrl-D", "Enter", "PgDn": what bars and help show. Static. */
const char *key_name(int code);
/* And back, for the keys file; KEY_NONE_ where it is no key. */
int key_from_name(const char *name);

#endif
