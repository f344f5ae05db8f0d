/* The floor: the least program that shows the same list, with ncurses and SQLite and nothing else.
 * What a full program costs is measured against it.
 *
 *     floor DATABASE          arrow keys, Page Up, Page Down; q ends
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <curses.h>
#include <sqlite3.h>

#define ROWS_MAX 200
#define COLUMNS "SELECT name, id, id_no, sex, birth FROM person "

struct row {
	char name[64], id_no[24], sex[4], birth[16];
	sqlite3_int64 id;
};

struct list {
	sqlite3_stmt *after, *before;
	struct row row[ROWS_MAX];
	int n, height, cursor;
};

static void copy(char *to, size_t size, sqlite3_stmt *st, int col)
{
	const unsigned char *text = sqlite3_column_text(st, col);

	snprintf(to, size, "%s", text ? (const char *)text : "");
}

static void read_row(struct row *r, sqlite3_stmt *st)
{
	copy(r->name, sizeof r->name, st, 0);
	r->id = sqlite3_column_int64(st, 1);
	copy(r->id_no, sizeof r->id_no, st, 2);
	copy(r->sex, sizeof r->sex, st, 3);
	copy(r->birth, sizeof r->birth, st, 4);
}

/* At most n rows beyond (name, id), into rows. */
static int fetch(sqlite3_stmt *st, const char *name, sqlite3_int64 id, int n, struct row *rows)
{
	int got = 0;

	sqlite3_bind_text(st, 1, name, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(st, 2, id);
	sqlite3_bind_int(st, 3, n);
	while (sqlite3_step(st) == SQLITE_ROW)
		read_row(&rows[got++], st);
	sqlite3_reset(st);
	return got;
}

static void scroll_down(struct list *l, int n)
{
	struct row next[ROWS_MAX];
	const struct row *last = &l->row[l->n - 1];
	int got = l->n ? fetch(l->after, last->name, last->id, n, next) : 0;

	memmove(l->row, l->row + got, (size_t)(l->n - got) * sizeof *l->row);
	memcpy(l->row + l->n - got, next, (size_t)got * sizeof *l->row);
}

static void scroll_up(struct list *l, int n)
{
	struct row next[ROWS_MAX];
	int got = l->n ? fetch(l->before, l->row[0].name, l->row[0].id, n, next) : 0;

	memmove(l->row + got, l->row, (size_t)(l->n - got) * sizeof *l->row);
	for (int i = 0; i < got; i++)
		l->row[got - 1 - i] = next[i];
}

static void draw(const struct list *l)
{
	erase();
	for (int i = 0; i < l->n; i++) {
		const struct row *r = &l->row[i];

		if (i == l->cursor)
			attron(A_REVERSE);
		mvaddstr(i, 0, r->name);
		mvaddstr(i, 20, r->id_no);
		mvaddstr(i, 40, r->sex);
		mvaddstr(i, 44, r->birth);
		if (i == l->cursor)
			attroff(A_REVERSE);
	}
	move(l->cursor, 0);
	refresh();
}

static void handle(struct list *l, int key)
{
	switch (key) {
	case KEY_DOWN:
		if (l->cursor + 1 < l->n)
			l->cursor++;
		else
			scroll_down(l, 1);
		break;
	case KEY_UP:
		if (l->cursor > 0)
			l->cursor--;
		else
			scroll_up(l, 1);
		break;
	case KEY_NPAGE:
		scroll_down(l, l->height);
		break;
	case KEY_PPAGE:
		scroll_up(l, l->height);
		break;
	default:
		break;
	}
}

static int prepare(sqlite3 *db, struct list *l)
{
	return sqlite3_prepare_v2(db, COLUMNS "WHERE (name, id) > (?, ?) ORDER BY name, id LIMIT ?",
		       -1, &l->after, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(db,
			COLUMNS "WHERE (name, id) < (?, ?) ORDER BY name DESC, id DESC LIMIT ?", -1,
			&l->before, NULL) == SQLITE_OK;
}

int main(int argc, char **argv)
{
	struct list l = {.n = 0};
	sqlite3 *db;
	int key;

	setlocale(LC_ALL, "");
	if (argc < 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
		!prepare(db, &l)) {
		fprintf(stderr, "floor DATABASE\n");
		return EXIT_FAILURE;
	}
	initscr();
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	l.height = LINES < ROWS_MAX ? LINES : ROWS_MAX;
	l.n = fetch(l.after, "", 0, l.height, l.row);
	draw(&l);
	while ((key = getch()) != 'q' && key != ERR) {
		handle(&l, key);
		draw(&l);
	}
	endwin();
	sqlite3_finalize(l.after);
	sqlite3_finalize(l.before);
	sqlite3_close(db);
	return EXIT_SUCCESS;
}
