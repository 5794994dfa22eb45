using System.Numerics;

namespace Bot.Core.Understanding.Retrieval;

/// <summary>Numbers the marks of terms, from 0, in the order in which they came. Written while an index is built, only read afterwards.</summary>
internal sealed class Vocabulary
{
    private uint[] _marks;
    private int[] _numbers;
    private uint[] _byNumber;

    public Vocabulary(int expected = 0)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected * 2));
        _marks = new uint[size];
        _numbers = new int[size];
        _byNumber = new uint[size / 2];
    }

    private Vocabulary(Vocabulary from)
    {
        _marks = (uint[])from._marks.Clone();
        _numbers = (int[])from._numbers.Clone();
        _byNumber = (uint[])from._byNumber.Clone();
        Count = from.Count;
    }

    /// <summary>How many terms there are.</summary>
    public int Count { get; private set; }

    /// <summary>The mark of a number.</summary>
    public uint Mark(int number) => _byNumber[number];

    /// <summary>A copy that can grow on its own.</summary>
    public Vocabulary Copy() => new(this);

    /// <summary>The number of a term, or -1.</summary>
    public int Find(uint mark)
    {
        var at = Slot(mark);
        return _numbers[at] - 1;
    }

    /// <summary>The number of a term, which is added when it is new.</summary>
    public int Add(uint mark)
    {
        var at = Slot(mark);
        if (_numbers[at] > 0)
        {
            return _numbers[at] - 1;
        }

        if ((Count + 1) * 2 > _marks.Length)
        {
            Grow();
            at = Slot(mark);
        }

        _marks[at] = mark;
        _byNumber[Count] = mark;
        _numbers[at] = ++Count;
        return Count - 1;
    }

    private int Slot(uint mark)
    {
        var mask = _marks.Length - 1;
        var at = (int)(mark & (uint)mask);
        while (_numbers[at] > 0 && _marks[at] != mark)
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private void Grow()
    {
        var (marks, numbers) = (_marks, _numbers);
        _marks = new uint[marks.Length * 2];
        _numbers = new int[marks.Length * 2];
        Array.Resize(ref _byNumber, marks.Length);
        for (var i = 0; i < marks.Length; i++)
        {
            if (numbers[i] > 0)
            {
                var at = Slot(marks[i]);
                _marks[at] = marks[i];
                _numbers[at] = numbers[i];
            }
        }
    }
}
