/* A bar of signs that every terminal has: [#####     ]  50%. */
#ifndef TUI_BAR_H
#define TUI_BAR_H

/* In so many columns; owned by the caller. */
char *bar_text(double fraction, int columns);

#endif
