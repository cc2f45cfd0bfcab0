/**
 * Letters on wallet.dead-letters, and what becomes of them. Nothing is edited in place: a repair is a record of its own on
 * the same topic, which names the letter it resolves.
 */
package dev.promissory.operations.deadletters;
