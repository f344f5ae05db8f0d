#include "config.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include "base/error.h"
#include "base/i18n.h"

bool file_fail(const char *path, int code, GError **error)
{
	if (code == ENOSPC || code == EDQUOT || code == EFBIG)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the disk is full and %s was not written; free some space and try again"),
			path);
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s cannot be used (%s); check the name and the rights"), path, g_strerror(code));
}

char *file_beside(const char *path, int *fd, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *pattern = g_strdup_printf("%s/.%s.XXXXXX", folder, name);
	int made = g_mkstemp_full(pattern, O_RDWR | O_CLOEXEC, 0600);

	if (made < 0) {
		file_fail(path, errno, error);
		return NULL;
	}
	if (fd)
		*fd = made;
	else
		close(made);
	return g_steal_pointer(&pattern);
}

static bool sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	int code = errno;

	if (fd >= 0)
		close(fd);
	errno = code;
	return ok;
}

static bool rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	/* Not every memory stick's file system knows the flag. */
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (g_file_test(to, G_FILE_TEST_EXISTS)) {
		errno = EEXIST;
		return false;
	}
	return rename(from, to) == 0;
}

/* A device or a pipe is not put away for a file. */
static bool rename_over(const char *from, const char *to)
{
	GStatBuf st;

	if (g_stat(to, &st) == 0 && !S_ISREG(st.st_mode)) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		return false;
	}
	return rename(from, to) == 0;
}

bool file_publish(const char *temporary, const char *path, bool replace, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	bool ok = sync_path(temporary, O_RDONLY) &&
		(replace ? rename_over(temporary, path) : rename_new(temporary, path));

	if (!ok) {
		int code = errno;

		g_unlink(temporary);
		return file_fail(path, code, error);
	}
	if (!sync_path(folder, O_RDONLY | O_DIRECTORY))
		return file_fail(folder, errno, error);
	return true;
}

static bool write_all(int fd, const char *text, gsize len)
{
	while (len > 0) {
		gssize n = write(fd, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		text += n;
		len -= (gsize)n;
	}
	return true;
}

bool file_write(const char *path, const char *text, GError **error)
{
	int fd = -1;
	g_autofree char *temporary = file_beside(path, &fd, error);
	if (!temporary)
		return false;
	if (!write_all(fd, text, strlen(text))) {
		int code = errno;
		close(fd);
		unlink(temporary);
		return file_fail(path, code, error);
	}
	close(fd);
	return file_publish(temporary, path, true, error);
}
