#include "model/payment.h"
