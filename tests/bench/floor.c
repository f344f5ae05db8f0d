/* The floor: the least program that shows the persons list, with ncurses and SQLite and nothing
 * else.  What the full program costs is measured against it.
 *
 *     floor DATABASE          arrow keys, Page Up, Page Down; q ends
 *
 * It answers the harness's barrier as the program does, so that both are measured alike.
 */
#include "config.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <sqlite3.h>

#define KEY_BARRIER (KEY_MAX + 1)
#define ROWS_MAX 200
#define COLUMNS                                                                                    \
	"SELECT p.name, p.id, p.sex, p.birth, p.id_no, h.village_name, c.state, c.file_no FROM "   \
	"person p"                                                                                 \
	" LEFT JOIN member m ON m.person = p.id LEFT JOIN household h ON h.id = m.household"       \
	" LEFT JOIN casefile c ON c.household = h.id "

struct row {
	sqlite3_int64 id;
	char name[64], text[400];
};

struct list {
	sqlite3_stmt *after, *before;
	struct row row[ROWS_MAX];
	int n, height, cursor;
};

static const char *text_of(sqlite3_stmt *st, int col)
{
	const char *text = (const char *)sqlite3_column_text(st, col);
	return text ? text : "";
}

/* Cells stand in columns by cursor movement, so widths need no counting here. */
static void copy(struct row *r, sqlite3_stmt *st)
{
	r->id = sqlite3_column_int64(st, 1);
	snprintf(r->name, sizeof(r->name), "%s", text_of(st, 0));
	snprintf(r->text, sizeof(r->text), "%s\t%s\t%s\t%s\t%s\t%s\t%s", r->name, text_of(st, 2),
		text_of(st, 3), text_of(st, 4), text_of(st, 5), text_of(st, 6), text_of(st, 7));
}

static int page(sqlite3_stmt *st, const struct row *anchor, struct row *out, int max)
{
	int n = 0;
	sqlite3_bind_text(st, 1, anchor ? anchor->name : "", -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(st, 2, anchor ? anchor->id : 0);
	sqlite3_bind_int(st, 3, max);
	while (sqlite3_step(st) == SQLITE_ROW)
		copy(&out[n++], st);
	sqlite3_reset(st);
	return n;
}

static void draw_row(const struct list *l, int i)
{
	static const int columns[] = {2, 13, 18, 30, 50, 68, 78};
	char text[400];
	char *rest = text, *cell;
	snprintf(text, sizeof(text), "%s", l->row[i].text);
	attrset(i == l->cursor ? A_REVERSE : A_NORMAL);
	mvhline(i + 1, 0, ' ', COLS);
	for (int k = 0; k < 7 && (cell = strsep(&rest, "\t")); k++)
		mvaddnstr(i + 1, columns[k], cell, k == 6 ? 2 : -1);
	attrset(A_NORMAL);
}

static void draw(const struct list *l)
{
	erase();
	mvaddstr(0, 0, "floor");
	for (int i = 0; i < l->n; i++)
		draw_row(l, i);
	move(l->cursor + 1, 0);
	refresh();
}

static void page_down(struct list *l)
{
	struct row next[ROWS_MAX];
	int n = page(l->after, &l->row[l->n - 1], next, l->height);
	if (n) {
		memcpy(l->row, next, sizeof(next[0]) * (size_t)n);
		l->n = n;
		l->cursor = 0;
	}
}

static void page_up(struct list *l)
{
	struct row next[ROWS_MAX];
	int n = page(l->before, &l->row[0], next, l->height);
	for (int i = 0; n == l->height && i < n; i++)
		l->row[i] = next[n - 1 - i];
	l->cursor = 0;
}

static void press(struct list *l, int key)
{
	if (key == KEY_NPAGE || (key == KEY_DOWN && l->cursor + 1 >= l->n))
		page_down(l);
	else if (key == KEY_DOWN)
		l->cursor++;
	else if (key == KEY_UP && l->cursor > 0)
		l->cursor--;
	else if (key == KEY_PPAGE)
		page_up(l);
}

static void start_screen(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	define_key("\033[990~", KEY_BARRIER);
}

static void run(struct list *l)
{
	char answer[32];
	int key, barriers = 0;
	l->height = LINES - 2;
	l->n = page(l->after, NULL, l->row, l->height);
	draw(l);
	while ((key = getch()) != 'q' && key != ERR) {
		if (key != KEY_BARRIER) {
			press(l, key);
			draw(l);
			continue;
		}
		int len = snprintf(answer, sizeof(answer), "\033]7770;%d\a", ++barriers);
		if (write(STDOUT_FILENO, answer, (size_t)len) != len)
			break;
	}
}

int main(int argc, char **argv)
{
	struct list l = {0};
	sqlite3 *db;
	if (argc != 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
		sqlite3_prepare_v2(db,
			COLUMNS "WHERE (p.name, p.id) > (?1, ?2) ORDER BY p.name, p.id LIMIT ?3",
			-1, &l.after, NULL) != SQLITE_OK ||
		sqlite3_prepare_v2(db,
			COLUMNS
			"WHERE (p.name, p.id) < (?1, ?2) ORDER BY p.name DESC, p.id DESC LIMIT ?3",
			-1, &l.before, NULL) != SQLITE_OK) {
		fprintf(stderr, "floor: cannot read %s\n",
			argc == 2 ? argv[1] : "(no database named)");
		return 3;
	}
	start_screen();
	run(&l);
	endwin();
	sqlite3_finalize(l.after);
	sqlite3_finalize(l.before);
	sqlite3_close(db);
	return 0;
}
