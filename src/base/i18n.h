/* Translated text and the locale: UTF-8 always, Chinese unless the user's locale says otherwise. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

/* Sets the locale up so that Chinese is shown where only C.UTF-8 exists or nothing is set.
 * lang: NULL, or what --lang asked for ("zh_CN", "en"). */
void i18n_init(const char *lang);

/* True where labels that forms give in Chinese and English shall be shown in English. */
int i18n_is_english(void);

#endif
