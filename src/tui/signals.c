/* Signals as events.
 *
 * Handlers only write a byte to a pipe that the loop waits on, beside the terminal; what a signal
 * means is decided there.  Fatal signals give the terminal back with nothing but write() and
 * tcsetattr() and then take their course.
 */
#include "tui/signals.h"
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int asked[] = {SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGPIPE};
static const int fatal[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGQUIT};

static struct sigaction asked_before[G_N_ELEMENTS(asked)];
static struct sigaction fatal_before[G_N_ELEMENTS(fatal)];
static int pipe_fds[2] = {-1, -1};

/* Kept here because a dying program can look nothing up any more. */
static int restore_fd = -1;
static struct termios restore_modes;
static char restore_text[128];
static size_t restore_len;

static void on_asked(int sig)
{
	int saved = errno;
	unsigned char byte = (unsigned char)sig;
	gssize n = write(pipe_fds[1], &byte, 1);
	(void)n; /* a full pipe holds enough to wake the loop */
	errno = saved;
}

static void on_fatal(int sig)
{
	gssize n = write(restore_fd, restore_text, restore_len);
	(void)n;
	tcsetattr(restore_fd, TCSANOW, &restore_modes);
	for (size_t i = 0; i < G_N_ELEMENTS(fatal); i++) {
		if (fatal[i] == sig)
			sigaction(sig, &fatal_before[i], NULL);
	}
	/* Blocked until this handler returns; then it takes its old course. */
	raise(sig);
}

static void make_pipe(void)
{
	if (pipe_fds[0] >= 0)
		return;
	if (pipe(pipe_fds) != 0)
		g_error("pipe: %s", g_strerror(errno));
	for (int i = 0; i < 2; i++) {
		fcntl(pipe_fds[i], F_SETFL, O_NONBLOCK);
		fcntl(pipe_fds[i], F_SETFD, FD_CLOEXEC);
	}
}

void signals_catch(int fd, const struct termios *modes, const char *restore, size_t len)
{
	restore_fd = fd;
	restore_modes = *modes;
	restore_len = MIN(len, sizeof(restore_text));
	memcpy(restore_text, restore, restore_len);
	make_pipe();
	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
		struct sigaction act = {.sa_handler = on_asked, .sa_flags = SA_RESTART};
		sigaction(asked[i], NULL, &asked_before[i]);
		/* Who started us with SIGHUP ignored (nohup) is obeyed; the end of the terminal is
		 * then seen by reading it. */
		if (asked[i] == SIGHUP && asked_before[i].sa_handler == SIG_IGN)
			continue;
		sigaction(asked[i], &act, NULL);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(fatal); i++) {
		struct sigaction act = {.sa_handler = on_fatal};
		sigaction(fatal[i], &act, &fatal_before[i]);
	}
}

void signals_release(void)
{
	if (restore_fd < 0)
		return;
	restore_fd = -1;
	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++)
		sigaction(asked[i], &asked_before[i], NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(fatal); i++)
		sigaction(fatal[i], &fatal_before[i], NULL);
}

int signals_fd(void)
{
	return pipe_fds[0];
}

int signals_take(void)
{
	unsigned char bytes[256];
	gssize n;
	int seen = 0;
	while ((n = read(pipe_fds[0], bytes, sizeof(bytes))) > 0) {
		for (gssize i = 0; i < n; i++) {
			if (bytes[i] == SIGWINCH)
				seen |= SIGNALS_SIZE;
			else if (bytes[i] == SIGTSTP)
				seen |= SIGNALS_STOP;
			else if (bytes[i] != SIGPIPE)
				seen |= SIGNALS_GONE;
		}
	}
	return seen;
}
