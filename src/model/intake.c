#include "model/intake.h"
