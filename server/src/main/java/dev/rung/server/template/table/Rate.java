package dev.rung.server.template.table;

import java.math.BigDecimal;

/**
 * A currency.
 *
 * @param code as an answer shows it
 * @param perBase how much of it one unit of the base currency is
 */
record Rate(String code, BigDecimal perBase) {}
