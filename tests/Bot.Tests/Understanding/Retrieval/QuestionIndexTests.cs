using Bot.Core.Understanding.Retrieval;

namespace Bot.Tests.Understanding.Retrieval;

/// <summary>A search looks at few entries; what it finds is what a search that looks at all of them finds.</summary>
public sealed class QuestionIndexTests
{
    private const int Entries = 60;
    private const string Units = "发货退换多少钱面霜精华有没优惠什么时候到";

    [Fact]
    public void Search_ForTheBestFew_FindsTheFirstOfAll()
    {
        var random = new Random(20_261_122);
        var (index, _) = Make(random);
        var (all, few) = (new Hit[Entries], new Hit[3]);
        for (var i = 0; i < 400; i++)
        {
            var asked = Read(random);
            var found = index.Search(asked, all);
            var count = index.Search(asked, few);
            Assert.Equal(Math.Min(3, found), count);
            Assert.Equal(all[..count], few[..count]);
        }
    }

    [Fact]
    public void Search_WithEntriesThatMayNotBeTold_FindsTheFirstOfTheOthers()
    {
        var random = new Random(7);
        var (index, entryOf) = Make(random);
        var (all, few) = (new Hit[Entries], new Hit[4]);
        for (var i = 0; i < 200; i++)
        {
            var asked = Read(random);
            var found = index.Search(asked, all);
            var count = index.Search(asked, few, question => entryOf[question] % 3 > 0);
            Assert.Equal(all[..found].Where(hit => entryOf[hit.Question] % 3 > 0).Take(4), few[..count]);
        }
    }

    private static (QuestionIndex Index, int[] EntryOf) Make(Random random)
    {
        var background = TermCounts.Of([.. Enumerable.Range(0, 100).Select(_ => Read(random))]);
        var vocabulary = background.Vocabulary.Copy();
        var (questions, entryOf) = (new List<IndexedQuestion>(), new List<int>());
        for (var entry = 0; entry < Entries; entry++)
        {
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                var reading = Read(random);
                questions.Add(new IndexedQuestion([.. reading.Terms.Select(vocabulary.Add)], reading.Length, i > 1 && random.Next(5) == 0));
                entryOf.Add(entry);
            }
        }

        return (new QuestionIndex(vocabulary, background, [.. questions], [.. entryOf], Entries), [.. entryOf]);
    }

    private static Reading Read(Random random) => Reading.Of([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (int)Units[random.Next(Units.Length)])]);
}
