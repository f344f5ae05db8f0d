#include "model/casefile.h"
