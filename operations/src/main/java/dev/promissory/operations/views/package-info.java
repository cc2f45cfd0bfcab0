/** Rebuilding the views beside those that serve. */
package dev.promissory.operations.views;
