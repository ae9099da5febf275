package dev.rung.server.budget;

/**
 * Why nothing that costs money is granted now.
 *
 * @param why what is wrong, and what to see to
 * @param begun whether the state was read; where not, limits that were set while a daemon ran are
 *     not known, nor is what was spent before
 */
public record LedgerFault(String why, boolean begun) {}
