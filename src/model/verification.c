#include "model/verification.h"
