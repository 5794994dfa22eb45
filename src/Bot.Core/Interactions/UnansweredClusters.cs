using System.Collections.Immutable;
using Bot.Core.Activities;
using Bot.Core.Understanding;

namespace Bot.Core.Interactions;

/// <summary>
/// Puts questions that mean about the same together: each joins the cluster whose wording shares most character pairs
/// with it, politeness and particles aside, or begins one. The same questions in the same order give the same clusters.
/// Bounded: the rarest and oldest clusters go first.
/// </summary>
public sealed class UnansweredClusters
{
    /// <summary>How alike two wordings must be, by shared character pairs of both; 0 to 1.</summary>
    public const double Alike = 0.58;

    private const int MostClusters = 5_000;
    private const int MostWordings = 8;
    private const int MostCandidates = 64;

    // What a question is asked with, not what it asks: the longer first.
    private static readonly string[] Politeness =
    [
        "请问一下", "想问一下", "能不能够", "可不可以", "请问", "想问", "问一下", "问下", "能不能", "可以不", "能够", "可以", "有没有", "是不是", "会不会", "麻烦", "你好", "您好", "老板", "客服", "你们家", "你们", "咱们", "咱家",
        "一下", "please", "hello",
    ];

    private static readonly string Particles = "啊呀吧呢哦哈吗嘛啦噢呗哟咯喔的了么亲能有不";

    private readonly Dictionary<string, Cluster> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<(Cluster Cluster, int Wording)>> _postings = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>How many clusters there are.</summary>
    public int Count => _byId.Count;

    /// <summary>Takes a question in; the same id counts once.</summary>
    public void Add(UnansweredQuestion question)
    {
        var grams = Grams(Core(question.Text));
        if (grams.Count == 0 || !_known.Add(question.Id))
        {
            return;
        }

        var (cluster, alike) = Nearest(grams);
        if (cluster is null)
        {
            cluster = new Cluster(question);
            _byId.Add(question.Id, cluster);
        }

        cluster.Take(question);
        if (alike < 0.999 && cluster.Wordings.Count < MostWordings)
        {
            Index(cluster, question.Text, grams);
        }

        if (_byId.Count > MostClusters)
        {
            Forget();
        }
    }

    /// <summary>The most asked first; among equals the one asked last.</summary>
    public ImmutableArray<UnansweredCluster> Top(int max) =>
        [.. _byId.Values.OrderByDescending(one => one.Count).ThenByDescending(one => one.Last).ThenBy(one => one.First.Id, StringComparer.Ordinal).Take(max).Select(one => one.Show())];

    private (Cluster? Cluster, double Alike) Nearest(HashSet<int> grams)
    {
        var common = new Dictionary<(Cluster, int), int>();
        foreach (var gram in grams)
        {
            foreach (var place in _postings.GetValueOrDefault(gram, []))
            {
                common[place] = common.GetValueOrDefault(place) + 1;
            }
        }

        (Cluster? Cluster, double Alike) best = (null, 0);
        foreach (var ((cluster, wording), count) in common.OrderByDescending(pair => pair.Value).Take(MostCandidates))
        {
            var alike = 2.0 * count / (grams.Count + cluster.Wordings[wording].Grams);
            if (alike >= Alike && (alike > best.Alike || (alike == best.Alike && string.CompareOrdinal(cluster.First.Id, best.Cluster!.First.Id) < 0)))
            {
                best = (cluster, alike);
            }
        }

        return best;
    }

    private void Index(Cluster cluster, string text, HashSet<int> grams)
    {
        cluster.Wordings.Add((text, grams.Count));
        foreach (var gram in grams)
        {
            (_postings.TryGetValue(gram, out var list) ? list : _postings[gram] = []).Add((cluster, cluster.Wordings.Count - 1));
        }
    }

    private void Forget()
    {
        var gone = _byId.Values.OrderBy(one => one.Count).ThenBy(one => one.Last).Take(MostClusters / 10).ToHashSet();
        foreach (var one in gone)
        {
            _byId.Remove(one.First.Id);
        }

        foreach (var (gram, list) in _postings.ToArray())
        {
            if (list.RemoveAll(place => gone.Contains(place.Cluster)) > 0 && list.Count == 0)
            {
                _postings.Remove(gram);
            }
        }
    }

    // What is asked, without the words around it.
    private static string Core(string text)
    {
        var folded = TextFold.Letters(text);
        foreach (var word in Politeness)
        {
            if (folded.Length > word.Length + 2)
            {
                folded = folded.Replace(word, "", StringComparison.Ordinal);
            }
        }

        var core = string.Concat(folded.Where(c => !Particles.Contains(c, StringComparison.Ordinal)));
        return core.Length > 0 ? core : folded;
    }

    private static HashSet<int> Grams(string text)
    {
        var grams = new HashSet<int>();
        for (var i = 0; i < text.Length; i++)
        {
            grams.Add(text[i]);
            if (i > 0)
            {
                grams.Add((text[i - 1] << 16) | text[i]);
            }
        }

        return grams;
    }

    private sealed class Cluster(UnansweredQuestion first)
    {
        private const int MostGroups = 50;
        private const int MostMembers = 1_000;

        private readonly HashSet<ConversationKey> _groups = [];
        private readonly HashSet<MemberKey> _members = [];

        public UnansweredQuestion First { get; } = first;

        public List<(string Text, int Grams)> Wordings { get; } = [];

        public int Count { get; private set; }

        public DateTimeOffset Began { get; private set; } = first.At;

        public DateTimeOffset Last { get; private set; } = first.At;

        public void Take(UnansweredQuestion question)
        {
            Count++;
            (Began, Last) = (question.At < Began ? question.At : Began, question.At > Last ? question.At : Last);
            if (question.IsGroup && _groups.Count < MostGroups)
            {
                _groups.Add(question.Conversation);
            }

            if (_members.Count < MostMembers)
            {
                _members.Add(question.Member);
            }
        }

        public UnansweredCluster Show() => new(
            First.Id, First.Text, Count, _members.Count, [.. _groups.OrderBy(group => group.Id, StringComparer.Ordinal)], [.. Wordings.Select(wording => wording.Text)], Began, Last);
    }
}
