#include "model/setting.h"
