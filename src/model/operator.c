#include "model/operator.h"
