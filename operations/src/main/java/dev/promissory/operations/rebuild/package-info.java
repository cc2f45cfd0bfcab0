/**
 * Works the stewards' state out anew from the facts and puts it in the place of what they had. Start at {@link
 * dev.promissory.operations.rebuild.StewardsRebuild}.
 */
package dev.promissory.operations.rebuild;
