package dev.promissory.steward;

import java.util.ArrayList;
import java.util.List;

/** The commits of one stream thread, and the processors whose work is in them. */
final class ThreadCommits {

    private final CommitPace pace;
    private final List<GroupMember> members = new ArrayList<>();

    ThreadCommits(CommitPace pace) {
        this.pace = pace;
    }

    void add(GroupMember member) {
        members.add(member);
    }

    void remove(GroupMember member) {
        members.remove(member);
    }

    void worked() {
        pace.worked();
    }

    /** Whether this member is to ask for a commit now; then all that is held back has been written. */
    boolean isDue(GroupMember who) {
        if (!pace.isDue(who)) {
            return false;
        }
        members.forEach(GroupMember::writeOut);
        return true;
    }
}
